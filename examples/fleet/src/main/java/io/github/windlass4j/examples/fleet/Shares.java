package io.github.windlass4j.examples.fleet;

import io.github.windlass4j.scan.fleet.FleetAssessment;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.StoreSighting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.Collection;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * How the lines of an inventory are dealt out, so that each share can be assessed without the others and all answers together
 * are those of the whole: every sighting of a store goes to one share, the distinct certificates and contents to all.
 */
public final class Shares {
    private static final Pattern KIND = Pattern.compile("\\{\\s*\"(\\w+)\"\\s*:");
    private static final Set<String> EVERYWHERE = Set.of("certificate", "content");
    private static final Set<String> OF_NO_STORE =
            Set.of("client", "use", "software", "searched", "unresolved", "finding");

    private Shares() {}

    /**
     * The shares that need a line, counted from 0; none if an assessment of stores does not ask for it.
     *
     * @param line one fact of an inventory as it is written; may be blank
     * @param shares how many there are, at least 1
     * @throws IllegalArgumentException if it is no fact of an inventory
     */
    public static IntStream of(String line, int shares) {
        Matcher kind = KIND.matcher(line);
        if (line.isBlank()) {
            return IntStream.empty();
        }
        if (!kind.lookingAt()) {
            throw new IllegalArgumentException("want one JSON object with one field: " + beginning(line));
        }
        String name = kind.group(1);
        if (EVERYWHERE.contains(name)) {
            return IntStream.range(0, shares);
        }
        if (name.equals("store")) {
            return IntStream.of(Math.floorMod(store(line).hashCode(), shares));
        }
        if (OF_NO_STORE.contains(name)) {
            return IntStream.empty();
        }
        throw new IllegalArgumentException("not a kind of fact: " + beginning(line));
    }

    private static String beginning(String line) {
        return line.length() > 60 ? line.substring(0, 60) + "..." : line;
    }

    /** All that the name of a store in an assessment is made of. */
    private static String store(String line) {
        try {
            StoreSighting store = Inventory.read(new BufferedReader(new StringReader(line)), "store")
                    .stores()
                    .iterator()
                    .next();
            return store.place() + store.field();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * An assessment as texts of bounded size, each of which {@link FleetAssessment#read} reads and all of which merge to it.
     *
     * @param stores how many stores a text holds at most
     */
    public static void write(FleetAssessment assessment, int stores, Consumer<String> texts) throws IOException {
        Slices slices = new Slices(stores, texts);
        assessment.writeTo(new LineWriter(slices::line));
        slices.end();
    }

    /**
     * The parts together, whatever their order and however often a part is among them.
     *
     * @param texts what {@link #write} wrote, of shares of one inventory
     * @throws java.util.NoSuchElementException if there is none
     */
    public static FleetAssessment merge(Collection<String> texts) {
        return texts.parallelStream()
                .map(Shares::read)
                .reduce(FleetAssessment::merge)
                .orElseThrow();
    }

    private static FleetAssessment read(String text) {
        try {
            return FleetAssessment.read(new BufferedReader(new StringReader(text)), "part");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first line and as many of the others as are wanted, again and again. */
    private static final class Slices {
        private final int size;
        private final Consumer<String> texts;
        private final StringBuilder text = new StringBuilder();
        private String header = "";
        private int lines;

        Slices(int size, Consumer<String> texts) {
            this.size = size;
            this.texts = texts;
        }

        void line(String line) {
            if (header.isEmpty()) {
                header = line + '\n';
                text.append(header);
                return;
            }
            if (lines == size) {
                end();
                text.append(header);
            }
            text.append(line).append('\n');
            lines++;
        }

        void end() {
            texts.accept(text.toString());
            text.setLength(0);
            lines = 0;
        }
    }
}
