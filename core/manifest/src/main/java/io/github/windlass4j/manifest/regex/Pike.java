package io.github.windlass4j.manifest.regex;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Pike's simulation of the program: all threads in step, each with the places of its groups, best thread first. */
final class Pike {
    private final Program program;
    private final String text;
    private final boolean whole;
    private final int places;

    Pike(Program program, String text, boolean whole) {
        this.program = program;
        this.text = text;
        this.whole = whole;
        this.places = 2 * (program.groupNames().size() + 1);
    }

    /** Places of the groups, two per group, of the first match at or after an offset; null when there is none. */
    int @Nullable [] run(int from) {
        Threads now = new Threads();
        Threads then = new Threads();
        int[] best = null;
        int before = from == 0 ? -1 : text.codePointBefore(from);
        int at = from;
        while (true) {
            int after = at < text.length() ? text.codePointAt(at) : -1;
            int holding = Program.conditionsBetween(before, after);
            now.seal(holding, at);
            if (best == null && (!whole || at == from)) {
                now.add(0, holding, at, newPlaces());
            }
            int next = after < 0 ? at + 1 : at + Character.charCount(after);
            then.clear();
            for (int i = 0; i < now.count; i++) {
                int pc = now.pcs[i];
                if (program.op(pc) == Program.MATCH) {
                    if (!whole || after < 0) {
                        best = now.saved[i];
                        break;
                    }
                } else if (after >= 0 && program.takes(pc, after)) {
                    then.pend(program.next(pc), now.saved[i]);
                }
            }
            if (after < 0 || (then.pending == 0 && (best != null || whole))) {
                return best;
            }
            Threads swap = now;
            now = then;
            then = swap;
            before = after;
            at = next;
        }
    }

    private int[] newPlaces() {
        int[] fresh = new int[places];
        Arrays.fill(fresh, -1);
        return fresh;
    }

    /** Threads in order of preference. Those that took a code point wait until what follows it is known. */
    private final class Threads {
        private final int[] pcs = new int[program.size()];
        private final int[][] saved = new int[program.size()][];
        private final boolean[] seen = new boolean[program.size()];
        private int[] waiting = new int[16];
        private int[][] waitingSaved = new int[16][];
        private int pending;
        private int count;

        void clear() {
            Arrays.fill(seen, false);
            count = 0;
            pending = 0;
        }

        void pend(int pc, int[] places) {
            if (pending == waiting.length) {
                waiting = Arrays.copyOf(waiting, 2 * pending);
                waitingSaved = Arrays.copyOf(waitingSaved, 2 * pending);
            }
            waiting[pending] = pc;
            waitingSaved[pending++] = places;
        }

        void seal(int holding, int at) {
            for (int i = 0; i < pending; i++) {
                add(waiting[i], holding, at, waitingSaved[i]);
            }
        }

        /** Follows what takes no code point, first choice first; an explicit stack, as expressions may be long. */
        void add(int from, int holding, int at, int[] savedThere) {
            int[] stack = new int[16];
            int[][] stackSaved = new int[16][];
            int depth = 0;
            stack[depth] = from;
            stackSaved[depth++] = savedThere;
            while (depth > 0) {
                int pc = stack[--depth];
                int[] here = stackSaved[depth];
                if (seen[pc]) {
                    continue;
                }
                seen[pc] = true;
                if (depth + 2 > stack.length) {
                    stack = Arrays.copyOf(stack, 2 * stack.length);
                    stackSaved = Arrays.copyOf(stackSaved, 2 * stackSaved.length);
                }
                switch (program.op(pc)) {
                    case Program.SPLIT -> {
                        stack[depth] = program.argument(pc);
                        stackSaved[depth++] = here;
                        stack[depth] = program.next(pc);
                        stackSaved[depth++] = here;
                    }
                    case Program.CONDITION -> {
                        if ((program.argument(pc) & holding) != 0) {
                            stack[depth] = program.next(pc);
                            stackSaved[depth++] = here;
                        }
                    }
                    case Program.SAVE -> {
                        int[] changed = here.clone();
                        changed[program.argument(pc)] = at;
                        stack[depth] = program.next(pc);
                        stackSaved[depth++] = changed;
                    }
                    default -> {
                        pcs[count] = pc;
                        saved[count++] = here;
                    }
                }
            }
        }
    }
}
