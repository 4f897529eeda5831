package io.github.windlass4j.advisor.explain;

import io.github.windlass4j.advisor.decide.Ratio;
import java.util.ArrayList;
import java.util.List;

/** The points whose weighted sum is positive; cuts simplices. */
final class HalfSpace {
    private final List<Ratio> normal;

    HalfSpace(List<Ratio> normal) {
        this.normal = normal;
    }

    /** Adds simplices that together fill the part of a simplex inside this half-space. */
    void cut(Ratio[][] simplex, List<Ratio[][]> pieces) {
        List<Ratio[]> inside = new ArrayList<>();
        List<Ratio[]> outside = new ArrayList<>();
        List<Ratio[]> border = new ArrayList<>();
        for (Ratio[] corner : simplex) {
            int side = Ratio.weightedSum(normal, List.of(corner)).signum();
            (side > 0 ? inside : side < 0 ? outside : border).add(corner);
        }
        cut(inside, outside, border, pieces);
    }

    // Cone from one inner corner over the two facets that do not contain it: the cut itself, and the opposite facet.
    private void cut(List<Ratio[]> inside, List<Ratio[]> outside, List<Ratio[]> shared, List<Ratio[][]> pieces) {
        if (inside.isEmpty()) {
            return;
        }
        if (outside.isEmpty()) {
            pieces.add(join(inside, shared));
            return;
        }
        List<Ratio[]> base = new ArrayList<>(shared);
        base.add(inside.get(0));
        walk(inside, outside, 0, 0, base, pieces);
        cut(inside.subList(1, inside.size()), outside, base, pieces);
    }

    // The cut is a product of two simplices; its staircase triangulation has one simplex per monotone path.
    private void walk(
            List<Ratio[]> inside, List<Ratio[]> outside, int i, int j, List<Ratio[]> path, List<Ratio[][]> pieces) {
        List<Ratio[]> longer = new ArrayList<>(path);
        longer.add(crossing(inside.get(i), outside.get(j)));
        if (i == inside.size() - 1 && j == outside.size() - 1) {
            pieces.add(longer.toArray(new Ratio[0][]));
            return;
        }
        if (i < inside.size() - 1) {
            walk(inside, outside, i + 1, j, longer, pieces);
        }
        if (j < outside.size() - 1) {
            walk(inside, outside, i, j + 1, longer, pieces);
        }
    }

    private Ratio[] crossing(Ratio[] in, Ratio[] out) {
        Ratio above = Ratio.weightedSum(normal, List.of(in));
        Ratio below = Ratio.weightedSum(normal, List.of(out));
        Ratio part = above.over(above.minus(below));
        Ratio[] result = new Ratio[in.length];
        for (int c = 0; c < result.length; c++) {
            result[c] = in[c].plus(part.times(out[c].minus(in[c])));
        }
        return result;
    }

    private static Ratio[][] join(List<Ratio[]> first, List<Ratio[]> second) {
        List<Ratio[]> all = new ArrayList<>(first);
        all.addAll(second);
        return all.toArray(new Ratio[0][]);
    }
}
