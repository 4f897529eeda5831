package io.github.windlass4j.advisor.explain;

import io.github.windlass4j.advisor.decide.Ratio;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The exact share of all weightings under which one option scores higher than others, where every weighting of the
 * criteria (non-negative, sum one) is equally likely. An exact volume, not a sample.
 */
public final class WeightShare {
    /**
     * Most simplices into which the weightings are cut for one joint share; own bound. Each rival can multiply their
     * number by the binomial coefficient of the number of criteria over its half.
     */
    public static final int MAX_SIMPLICES = 20_000;

    private WeightShare() {}

    /**
     * Returns the share of weightings under which the weighted sum is positive (Varsi 1973, "The multidimensional content
     * of the frustum of the simplex").
     *
     * @param differences score of the one option minus score of the other, per criterion; at least one
     */
    public static Ratio ofPositive(List<Ratio> differences) {
        if (differences.isEmpty()) {
            throw new IllegalArgumentException("differences: 0 (want >= 1)");
        }
        List<Ratio> negative = differences.stream().filter(d -> d.signum() < 0).toList();
        if (differences.stream().noneMatch(d -> d.signum() > 0)) {
            return Ratio.ZERO;
        }
        Ratio[] content = new Ratio[negative.size() + 1];
        Arrays.fill(content, Ratio.ZERO);
        content[0] = Ratio.ONE;
        for (Ratio up : differences) {
            if (up.signum() < 0) {
                continue;
            }
            for (int k = 1; k < content.length; k++) {
                Ratio down = negative.get(k - 1);
                content[k] =
                        down.times(content[k]).minus(up.times(content[k - 1])).over(down.minus(up));
            }
        }
        return content[negative.size()];
    }

    /**
     * Returns the share of weightings under which every one of several weighted sums is positive.
     *
     * @param rivals per rival the differences per criterion, all of one length
     * @return empty if it would take more than {@link #MAX_SIMPLICES} pieces
     */
    public static Optional<Ratio> ofAllPositive(List<List<Ratio>> rivals) {
        if (rivals.size() == 1) {
            return Optional.of(ofPositive(rivals.get(0)));
        }
        if (rivals.isEmpty()) {
            return Optional.of(Ratio.ONE);
        }
        List<Ratio[][]> pieces = new ArrayList<>();
        pieces.add(corners(rivals.get(0).size()));
        for (List<Ratio> differences : rivals) {
            List<Ratio[][]> kept = new ArrayList<>();
            for (Ratio[][] piece : pieces) {
                new HalfSpace(differences).cut(piece, kept);
                if (kept.size() > MAX_SIMPLICES) {
                    return Optional.empty();
                }
            }
            pieces = kept;
        }
        Ratio share = Ratio.ZERO;
        for (Ratio[][] piece : pieces) {
            share = share.plus(volume(piece));
        }
        return Optional.of(share);
    }

    private static Ratio[][] corners(int dimensions) {
        Ratio[][] result = new Ratio[dimensions][dimensions];
        for (int i = 0; i < dimensions; i++) {
            Arrays.fill(result[i], Ratio.ZERO);
            result[i][i] = Ratio.ONE;
        }
        return result;
    }

    // The volume of a simplex relative to that of all weightings is the determinant of its corners' coordinates.
    private static Ratio volume(Ratio[][] corners) {
        int n = corners.length;
        Ratio[][] m = new Ratio[n][];
        for (int i = 0; i < n; i++) {
            m[i] = corners[i].clone();
        }
        Ratio product = Ratio.ONE;
        for (int column = 0; column < n; column++) {
            int pivot = column;
            while (pivot < n && m[pivot][column].signum() == 0) {
                pivot++;
            }
            if (pivot == n) {
                return Ratio.ZERO;
            }
            Ratio[] row = m[pivot];
            m[pivot] = m[column];
            m[column] = row;
            product = product.times(row[column]);
            for (int below = column + 1; below < n; below++) {
                Ratio factor = m[below][column].over(row[column]);
                for (int c = column; c < n; c++) {
                    m[below][c] = m[below][c].minus(factor.times(row[c]));
                }
            }
        }
        return product.signum() < 0 ? Ratio.ZERO.minus(product) : product;
    }
}
