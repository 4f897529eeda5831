package io.github.windlass4j.manifest.regex;

import io.github.windlass4j.manifest.regex.RegexTree.Capture;
import io.github.windlass4j.manifest.regex.RegexTree.Choice;
import io.github.windlass4j.manifest.regex.RegexTree.Concat;
import io.github.windlass4j.manifest.regex.RegexTree.Condition;
import io.github.windlass4j.manifest.regex.RegexTree.One;
import io.github.windlass4j.manifest.regex.RegexTree.Repeat;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Thompson's automaton of an expression, with the classes of code points that it tells apart. */
final class Program {
    /** Steps that an expression may need: about a thousand times the longest pattern of a published CRD. */
    static final int MAX_SIZE = 50_000;

    static final int TEXT_START = 1;
    static final int TEXT_END = 2;
    static final int LINE_START = 4;
    static final int LINE_END = 8;
    static final int WORD_BOUNDARY = 16;
    static final int NO_WORD_BOUNDARY = 32;

    static final byte ONE = 0;
    static final byte SPLIT = 1;
    static final byte CONDITION = 2;
    static final byte SAVE = 3;
    static final byte MATCH = 4;

    /** Code points below this have their class in a table. */
    private static final int TABLE = 128;

    private final String source;
    private final List<String> groupNames;
    private byte[] ops = new byte[16];
    private int[] next = new int[16];
    /** SPLIT: the second choice; CONDITION: which; SAVE: which place. */
    private int[] argument = new int[16];

    private @Nullable CodePoints[] sets = new CodePoints[16];
    private int size;
    private int conditions;
    private int[] bounds = {};
    private final int[] table = new int[TABLE];
    /** For each class: whether its members are word characters, or the line break. */
    private boolean[][] members = {};

    private Program(String source, List<String> groupNames) {
        this.source = source;
        this.groupNames = List.copyOf(groupNames);
    }

    static Program of(String source, RegexTree tree, List<String> groupNames) {
        Program program = new Program(source, groupNames);
        int open = program.emit(SAVE, 0);
        program.next[open] = open + 1;
        program.compile(tree);
        int close = program.emit(SAVE, 1);
        program.next[close] = close + 1;
        program.emit(MATCH, 0);
        program.classify();
        return program;
    }

    List<String> groupNames() {
        return groupNames;
    }

    int size() {
        return size;
    }

    byte op(int pc) {
        return ops[pc];
    }

    int next(int pc) {
        return next[pc];
    }

    int argument(int pc) {
        return argument[pc];
    }

    boolean takes(int pc, int codePoint) {
        CodePoints set = sets[pc];
        return set != null && set.contains(codePoint);
    }

    /** Each part ends by falling through to the next instruction. */
    private void compile(RegexTree tree) {
        if (tree instanceof One one) {
            int pc = emit(ONE, 0);
            sets[pc] = one.set();
            next[pc] = size;
        } else if (tree instanceof Condition condition) {
            int pc = emit(CONDITION, condition.kind());
            conditions |= condition.kind();
            next[pc] = size;
        } else if (tree instanceof Concat concat) {
            concat.parts().forEach(this::compile);
        } else if (tree instanceof Choice choice) {
            compile(choice);
        } else if (tree instanceof Capture capture) {
            int open = emit(SAVE, 2 * capture.index());
            next[open] = size;
            compile(capture.part());
            int close = emit(SAVE, 2 * capture.index() + 1);
            next[close] = size;
        } else if (tree instanceof Repeat repeat) {
            compile(repeat);
        }
    }

    private void compile(Choice choice) {
        int count = choice.options().size();
        int[] jumps = new int[count - 1];
        for (int i = 0; i < count; i++) {
            boolean last = i == count - 1;
            int split = last ? -1 : emit(SPLIT, -1);
            if (!last) {
                next[split] = size;
            }
            compile(choice.options().get(i));
            if (!last) {
                jumps[i] = emit(SPLIT, -1);
                argument[split] = size;
            }
        }
        for (int jump : jumps) {
            next[jump] = size;
            argument[jump] = size;
        }
    }

    private void compile(Repeat repeat) {
        for (int i = 0; i < repeat.min() - 1; i++) {
            compile(repeat.part());
        }
        if (repeat.max() < 0) {
            if (repeat.min() > 0) {
                int loop = size;
                compile(repeat.part());
                int split = emit(SPLIT, -1);
                branch(split, loop, split + 1, repeat.greedy());
            } else {
                int split = emit(SPLIT, -1);
                compile(repeat.part());
                int back = emit(SPLIT, split);
                next[back] = split;
                branch(split, split + 1, size, repeat.greedy());
            }
            return;
        }
        if (repeat.min() > 0) {
            compile(repeat.part());
        }
        int[] splits = new int[repeat.max() - repeat.min()];
        for (int i = 0; i < splits.length; i++) {
            splits[i] = emit(SPLIT, -1);
            compile(repeat.part());
        }
        for (int split : splits) {
            branch(split, split + 1, size, repeat.greedy());
        }
    }

    private void branch(int split, int more, int done, boolean greedy) {
        next[split] = greedy ? more : done;
        argument[split] = greedy ? done : more;
    }

    private int emit(byte op, int value) {
        if (size == MAX_SIZE) {
            throw new MalformedRegexException("expression needs more than " + MAX_SIZE + " steps", source, 0);
        }
        if (size == ops.length) {
            ops = Arrays.copyOf(ops, 2 * size);
            next = Arrays.copyOf(next, 2 * size);
            argument = Arrays.copyOf(argument, 2 * size);
            sets = Arrays.copyOf(sets, 2 * size);
        }
        ops[size] = op;
        argument[size] = value;
        return size++;
    }

    /** Cuts the code points into classes whose members no instruction tells apart. */
    private void classify() {
        TreeSet<Integer> cuts = new TreeSet<>();
        cuts.add(0);
        for (int pc = 0; pc < size; pc++) {
            CodePoints set = sets[pc];
            if (set != null) {
                addCuts(cuts, set.ranges());
            }
        }
        if (conditions != 0) {
            addCuts(cuts, new int[] {'\n', '\n', '0', '9', 'A', 'Z', '_', '_', 'a', 'z'});
        }
        bounds = cuts.stream().mapToInt(Integer::intValue).toArray();
        for (int c = 0; c < TABLE; c++) {
            table[c] = search(c);
        }
        members = new boolean[bounds.length][];
        for (int i = 0; i < bounds.length; i++) {
            members[i] = new boolean[] {isWord(bounds[i]), bounds[i] == '\n'};
        }
    }

    private static void addCuts(Set<Integer> cuts, int[] ranges) {
        for (int i = 0; i < ranges.length; i += 2) {
            cuts.add(ranges[i]);
            if (ranges[i + 1] < CodePoints.MAX) {
                cuts.add(ranges[i + 1] + 1);
            }
        }
    }

    int classes() {
        return bounds.length;
    }

    int classOf(int codePoint) {
        return codePoint < TABLE ? table[codePoint] : search(codePoint);
    }

    private int search(int codePoint) {
        int found = Arrays.binarySearch(bounds, codePoint);
        return found >= 0 ? found : -found - 2;
    }

    /** A member of a class: what holds for it holds for all. */
    int sample(int codePointClass) {
        return bounds[codePointClass];
    }

    boolean hasConditions() {
        return conditions != 0;
    }

    /** Which conditions hold between two code points; -1 stands for the start or the end of the text. */
    static int conditionsBetween(int before, int after) {
        int holding = isWord(before) == isWord(after) ? NO_WORD_BOUNDARY : WORD_BOUNDARY;
        if (before < 0) {
            holding |= TEXT_START | LINE_START;
        } else if (before == '\n') {
            holding |= LINE_START;
        }
        if (after < 0) {
            holding |= TEXT_END | LINE_END;
        } else if (after == '\n') {
            holding |= LINE_END;
        }
        return holding;
    }

    private static boolean isWord(int c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '_' || (c >= 'a' && c <= 'z');
    }
}
