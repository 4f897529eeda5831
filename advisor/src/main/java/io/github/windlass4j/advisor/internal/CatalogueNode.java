package io.github.windlass4j.advisor.internal;

import io.github.windlass4j.advisor.decide.Truth;
import io.github.windlass4j.advisor.knowledge.Catalogue;
import io.github.windlass4j.advisor.knowledge.Level;
import io.github.windlass4j.advisor.knowledge.Need;
import io.github.windlass4j.advisor.knowledge.Option;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** A catalogue of one day: levels resolved from claims, unknown levels as variables, conditions compiled. */
final class CatalogueNode implements Target {
    private static final int LEVELS = Level.values().length;

    final Catalogue catalogue;
    final List<Option> options;
    final List<Need> needs;
    private final Condition[] conditions;
    /**
     * Per option and need: the variables of which the level is the best, or the worst; a constant level is stored as ~points.
     */
    private final int[][][] levels;

    CatalogueNode(Catalogue catalogue, Condition[] conditions, int[][][] levels) {
        this.catalogue = catalogue;
        this.options = catalogue.options();
        this.needs = catalogue.needs();
        this.conditions = conditions;
        this.levels = levels;
    }

    @Override
    public Glimpse glimpse(State state) {
        Truth[] applies = applies(state);
        boolean[] contender = contenders(state, applies);
        int contenders = count(contender);
        for (int n = 0; n < needs.size() && contenders > 0; n++) {
            if (applies[n] == Truth.FALSE) {
                continue;
            }
            boolean must = needs.get(n).strength() == Need.Strength.MUST;
            if (applies[n] == Truth.UNKNOWN
                    && (must ? mayExclude(state, n, contender) : mayRank(state, n, contender, contenders))) {
                return Glimpse.open(conditions[n].split(state));
            }
            for (int o = 0; applies[n] == Truth.TRUE && o < options.size(); o++) {
                if (contender[o] && (must ? straddles(state, o, n) : contenders > 1 && !isKnown(state, o, n))) {
                    return Glimpse.open(levelSplit(state, o, n));
                }
            }
        }
        return Glimpse.decided(winners(state, applies, contender));
    }

    /** Returns the target "this option satisfies every must". */
    Target viability(int option) {
        return state -> {
            Truth[] applies = applies(state);
            int split = -1;
            for (int n = 0; n < needs.size(); n++) {
                if (applies[n] == Truth.FALSE || needs.get(n).strength() != Need.Strength.MUST) {
                    continue;
                }
                Truth met = meets(state, option, n);
                if (applies[n] == Truth.TRUE && met == Truth.FALSE) {
                    return Glimpse.decided(List.of(0));
                }
                if (met != Truth.TRUE && split < 0) {
                    split = applies[n] == Truth.UNKNOWN ? conditions[n].split(state) : levelSplit(state, option, n);
                }
            }
            return split < 0 ? Glimpse.decided(List.of(1)) : Glimpse.open(split);
        };
    }

    Truth applies(int need, State state) {
        return conditions[need].evaluate(state);
    }

    private Truth[] applies(State state) {
        Truth[] result = new Truth[conditions.length];
        for (int n = 0; n < result.length; n++) {
            result[n] = conditions[n].evaluate(state);
        }
        return result;
    }

    // Not excluded, and not beaten already by a certainly viable option with fewer members.
    private boolean[] contenders(State state, Truth[] applies) {
        boolean[] result = new boolean[options.size()];
        int fewest = Integer.MAX_VALUE;
        for (int o = 0; o < result.length; o++) {
            boolean excluded = false;
            boolean certain = true;
            for (int n = 0; n < needs.size() && !excluded; n++) {
                if (needs.get(n).strength() == Need.Strength.MUST && applies[n] != Truth.FALSE) {
                    Truth met = meets(state, o, n);
                    excluded = applies[n] == Truth.TRUE && met == Truth.FALSE;
                    certain &= met == Truth.TRUE;
                }
            }
            result[o] = !excluded;
            if (!excluded && certain) {
                fewest = Math.min(fewest, members(o));
            }
        }
        for (int o = 0; o < result.length; o++) {
            result[o] &= members(o) <= fewest;
        }
        return result;
    }

    private int members(int option) {
        return Math.max(1, options.get(option).members().size());
    }

    private boolean mayExclude(State state, int need, boolean[] contender) {
        for (int o = 0; o < contender.length; o++) {
            if (contender[o] && meets(state, o, need) != Truth.TRUE) {
                return true;
            }
        }
        return false;
    }

    private boolean mayRank(State state, int need, boolean[] contender, int contenders) {
        long seen = 0;
        for (int o = 0; o < contender.length; o++) {
            if (contender[o]) {
                seen |= levelMask(state, o, need);
            }
        }
        return contenders > 1 && Long.bitCount(seen) > 1;
    }

    private boolean straddles(State state, int option, int need) {
        return meets(state, option, need) == Truth.UNKNOWN;
    }

    private boolean isKnown(State state, int option, int need) {
        return Long.bitCount(levelMask(state, option, need)) == 1;
    }

    Truth meets(State state, int option, int need) {
        long enough = (1L << LEVELS) - (1L << needs.get(need).threshold().points());
        long mask = levelMask(state, option, need);
        if ((mask & enough) == 0) {
            return Truth.FALSE;
        }
        return (mask & ~enough) == 0 ? Truth.TRUE : Truth.UNKNOWN;
    }

    /** Returns the levels that the option may have for the need, as bits. */
    long levelMask(State state, int option, int need) {
        boolean worst = needs.get(need).everyMember();
        long result = worst ? 1L << (LEVELS - 1) : 1;
        for (int variable : levels[option][need]) {
            long mask = variable < 0 ? 1L << ~variable : state.masks[variable];
            result = worst ? min(result, mask) : max(result, mask);
        }
        return result;
    }

    // Bits of the larger of two levels, over all pairs: bits of either that are not below the other's lowest.
    private static long max(long a, long b) {
        long floor = Math.max(Long.lowestOneBit(a), Long.lowestOneBit(b));
        return (a | b) & -floor;
    }

    private static long min(long a, long b) {
        long ceiling = Math.min(Long.highestOneBit(a), Long.highestOneBit(b));
        return (a | b) & ((ceiling << 1) - 1);
    }

    private int levelSplit(State state, int option, int need) {
        for (int variable : levels[option][need]) {
            if (variable >= 0 && Long.bitCount(state.masks[variable]) > 1) {
                return variable;
            }
        }
        throw new IllegalStateException("level of " + options.get(option).id() + " is known");
    }

    private List<Integer> winners(State state, Truth[] applies, boolean[] contender) {
        List<Integer> best = new ArrayList<>();
        BigDecimal bestScore = BigDecimal.ZERO;
        int fewest = Integer.MAX_VALUE;
        for (int o = 0; o < contender.length; o++) {
            if (contender[o]) {
                fewest = Math.min(fewest, members(o));
            }
        }
        for (int o = 0; o < contender.length; o++) {
            if (!contender[o] || members(o) != fewest) {
                continue;
            }
            BigDecimal score = score(state, applies, o);
            int c = best.isEmpty() ? 1 : score.compareTo(bestScore);
            if (c > 0) {
                best.clear();
                bestScore = score;
            }
            if (c >= 0) {
                best.add(o);
            }
        }
        return best;
    }

    private BigDecimal score(State state, Truth[] applies, int option) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int n = 0; n < needs.size(); n++) {
            if (needs.get(n).strength() == Need.Strength.SHOULD && applies[n] == Truth.TRUE) {
                int level = Long.numberOfTrailingZeros(levelMask(state, option, n));
                sum = sum.add(needs.get(n).importance().multiply(BigDecimal.valueOf(level)));
            }
        }
        return sum;
    }

    private static int count(boolean[] flags) {
        int result = 0;
        for (boolean flag : flags) {
            result += flag ? 1 : 0;
        }
        return result;
    }
}
