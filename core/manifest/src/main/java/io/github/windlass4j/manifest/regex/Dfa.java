package io.github.windlass4j.manifest.regex;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The program as a deterministic automaton whose states are made when they are first met. Threads may race to make a
 * state: both make the same one, and a state's fields are final, so whichever is seen is complete.
 */
final class Dfa {
    /** States kept for reuse; beyond that they are made again, which costs time but stays linear (RE2 keeps 8 MiB). */
    private static final int KEPT_STATES = 2_000;

    private final Program program;
    private final boolean whole;
    private final ConcurrentHashMap<Key, State> states = new ConcurrentHashMap<>();
    private final State start;

    Dfa(Program program, boolean whole) {
        this.program = program;
        this.whole = whole;
        this.start = new State(new int[] {0}, -1, program.classes() + 1);
    }

    boolean accepts(String text) {
        State state = start;
        int length = text.length();
        for (int i = 0; i < length; ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            int symbol = program.classOf(codePoint);
            State next = state.next[symbol];
            state = next != null ? next : step(state, symbol);
            if (state.verdict != 0) {
                return state.verdict > 0;
            }
        }
        int end = program.classes();
        State last = state.next[end];
        return (last != null ? last : step(state, end)).verdict > 0;
    }

    State start() {
        return start;
    }

    /** The state behind one more code point; a search for a whole match never ends before the text does. */
    State after(State state, int codePoint) {
        if (state.verdict != 0) {
            return state;
        }
        int symbol = program.classOf(codePoint);
        State next = state.next[symbol];
        return next != null ? next : step(state, symbol);
    }

    /** Whether a text that leads to a state matches if it ends there. */
    boolean acceptsAt(State state) {
        return (state.verdict != 0 ? state : step(state, program.classes())).verdict > 0;
    }

    void addBounds(Set<Integer> cuts) {
        for (int i = 0; i < program.classes(); i++) {
            cuts.add(program.sample(i));
        }
    }

    private State step(State state, int symbol) {
        boolean atEnd = symbol == program.classes();
        int after = atEnd ? -1 : program.sample(symbol);
        int holding = program.hasConditions() ? Program.conditionsBetween(state.before, after) : 0;
        Closure closure = new Closure(program, holding);
        for (int pc : state.pcs) {
            closure.add(pc);
        }
        State next;
        if (closure.matched && (!whole || atEnd)) {
            next = State.ACCEPTED;
        } else if (atEnd) {
            next = State.REFUSED;
        } else {
            int[] pcs = closure.after(after, !whole);
            next = pcs.length == 0 ? State.REFUSED : intern(pcs, program.hasConditions() ? after : -1);
        }
        if (states.size() < KEPT_STATES) {
            state.next[symbol] = next;
        }
        return next;
    }

    private State intern(int[] pcs, int before) {
        Key key = new Key(pcs, before < 0 ? -1 : Program.conditionsBetween(before, 'a') & 63);
        State known = states.get(key);
        if (known != null) {
            return known;
        }
        State made = new State(pcs, before, program.classes() + 1);
        if (states.size() < KEPT_STATES) {
            State raced = states.putIfAbsent(key, made);
            return raced == null ? made : raced;
        }
        return made;
    }

    /** Program counters, and of the code point before only what conditions can see. */
    private static final class Key {
        private final int[] pcs;
        private final int before;

        Key(int[] pcs, int before) {
            this.pcs = pcs;
            this.before = before;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key that && before == that.before && Arrays.equals(pcs, that.pcs);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(pcs) + before;
        }
    }

    static final class State {
        static final State ACCEPTED = new State(1);
        static final State REFUSED = new State(-1);

        final int[] pcs;
        final int before;
        final @Nullable State[] next;
        /** 1 accepted, -1 refused, 0 open. */
        final int verdict;

        State(int[] pcs, int before, int symbols) {
            this.pcs = pcs;
            this.before = before;
            this.next = new State[symbols];
            this.verdict = 0;
        }

        private State(int verdict) {
            this.pcs = new int[0];
            this.before = -1;
            this.next = new State[0];
            this.verdict = verdict;
        }

        boolean isRefused() {
            return verdict < 0;
        }
    }

    /** The instructions reachable without taking a code point. */
    private static final class Closure {
        private final Program program;
        private final int holding;
        private final boolean[] seen;
        private int[] takers = new int[16];
        private int count;
        private boolean matched;

        Closure(Program program, int holding) {
            this.program = program;
            this.holding = holding;
            this.seen = new boolean[program.size()];
        }

        void add(int from) {
            int[] stack = new int[16];
            int depth = 0;
            stack[depth++] = from;
            while (depth > 0) {
                int pc = stack[--depth];
                if (seen[pc]) {
                    continue;
                }
                seen[pc] = true;
                if (depth + 2 > stack.length) {
                    stack = Arrays.copyOf(stack, 2 * stack.length);
                }
                switch (program.op(pc)) {
                    case Program.ONE -> {
                        if (count == takers.length) {
                            takers = Arrays.copyOf(takers, 2 * count);
                        }
                        takers[count++] = pc;
                    }
                    case Program.SPLIT -> {
                        stack[depth++] = program.argument(pc);
                        stack[depth++] = program.next(pc);
                    }
                    case Program.CONDITION -> {
                        if ((program.argument(pc) & holding) != 0) {
                            stack[depth++] = program.next(pc);
                        }
                    }
                    case Program.SAVE -> stack[depth++] = program.next(pc);
                    default -> matched = true;
                }
            }
        }

        /** Where the automaton stands after a code point, sorted; a search may also start anew there. */
        int[] after(int codePoint, boolean search) {
            int[] pcs = new int[count + 1];
            int size = 0;
            if (search) {
                pcs[size++] = 0;
            }
            for (int i = 0; i < count; i++) {
                if (program.takes(takers[i], codePoint)) {
                    pcs[size++] = program.next(takers[i]);
                }
            }
            Arrays.sort(pcs, 0, size);
            int distinct = 0;
            for (int i = 0; i < size; i++) {
                if (i == 0 || pcs[i] != pcs[i - 1]) {
                    pcs[distinct++] = pcs[i];
                }
            }
            return Arrays.copyOf(pcs, distinct);
        }
    }
}
