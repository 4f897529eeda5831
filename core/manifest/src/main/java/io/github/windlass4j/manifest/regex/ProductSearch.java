package io.github.windlass4j.manifest.regex;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Breadth-first search for a shortest text that some expressions match as a whole and others do not. */
final class ProductSearch {
    /** Code points that are tried first where several do alike: what people read easily. */
    private static final String READABLE = "azAZ09-_/.~";

    private final List<Dfa> wanted;
    private final List<Dfa> unwanted;
    private final int[] alphabet;

    ProductSearch(List<Dfa> wanted, List<Dfa> unwanted) {
        this.wanted = wanted;
        this.unwanted = unwanted;
        Set<Integer> cuts = new TreeSet<>(Set.of(0));
        wanted.forEach(dfa -> dfa.addBounds(cuts));
        unwanted.forEach(dfa -> dfa.addBounds(cuts));
        this.alphabet = representatives(List.copyOf(new ArrayList<>(cuts)));
    }

    /** One code point for each class that no expression tells apart, readable ones first. */
    private static int[] representatives(List<Integer> cuts) {
        List<Integer> readable = new ArrayList<>();
        List<Integer> others = new ArrayList<>();
        for (int i = 0; i < cuts.size(); i++) {
            int from = cuts.get(i);
            int to = i + 1 < cuts.size() ? cuts.get(i + 1) : Character.MAX_CODE_POINT + 1;
            READABLE.codePoints()
                    .filter(code -> code >= from && code < to)
                    .findFirst()
                    .ifPresentOrElse(readable::add, () -> others.add(from));
        }
        readable.sort(Comparator.comparingInt(READABLE::indexOf));
        return Stream.concat(readable.stream(), others.stream())
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** A state of every automaton, and how it was reached. */
    private record Place(List<Dfa.State> states, int parent, int codePoint) {}

    Regex.Example run(int budget) {
        List<Place> places = new ArrayList<>();
        Set<List<Dfa.State>> seen = new HashSet<>();
        List<Dfa.State> start = new ArrayList<>();
        wanted.forEach(dfa -> start.add(dfa.start()));
        unwanted.forEach(dfa -> start.add(dfa.start()));
        places.add(new Place(start, -1, -1));
        seen.add(start);
        for (int here = 0; here < places.size(); here++) {
            Place place = places.get(here);
            if (accepts(place.states())) {
                return new Regex.Example(Optional.of(text(places, here)), true);
            }
            for (int codePoint : alphabet) {
                List<Dfa.State> next = after(place.states(), codePoint);
                if (!next.isEmpty() && seen.add(next)) {
                    if (places.size() >= budget) {
                        return new Regex.Example(Optional.empty(), false);
                    }
                    places.add(new Place(next, here, codePoint));
                }
            }
        }
        return new Regex.Example(Optional.empty(), true);
    }

    /** The states behind a code point; empty if a wanted expression cannot match any more. */
    private List<Dfa.State> after(List<Dfa.State> states, int codePoint) {
        List<Dfa.State> next = new ArrayList<>(states.size());
        for (int i = 0; i < states.size(); i++) {
            boolean isWanted = i < wanted.size();
            Dfa dfa = isWanted ? wanted.get(i) : unwanted.get(i - wanted.size());
            Dfa.State state = dfa.after(states.get(i), codePoint);
            if (isWanted && state.isRefused()) {
                return List.of();
            }
            next.add(state);
        }
        return next;
    }

    private boolean accepts(List<Dfa.State> states) {
        for (int i = 0; i < states.size(); i++) {
            boolean isWanted = i < wanted.size();
            Dfa dfa = isWanted ? wanted.get(i) : unwanted.get(i - wanted.size());
            if (dfa.acceptsAt(states.get(i)) != isWanted) {
                return false;
            }
        }
        return true;
    }

    private static String text(List<Place> places, int end) {
        StringBuilder reversed = new StringBuilder();
        for (int here = end;
                places.get(here).parent() >= 0;
                here = places.get(here).parent()) {
            reversed.insert(0, Character.toString(places.get(here).codePoint()));
        }
        return reversed.toString();
    }
}
