package io.github.windlass4j.scan.config;

import io.github.windlass4j.scan.internal.OwnStores;
import io.github.windlass4j.scan.inventory.Place;
import io.github.windlass4j.scan.inventory.StorePointer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a command line does to stores before the program itself starts: {@code keytool} and the distributions' tools. It is
 * not run, so nobody knows what a store holds that it writes.
 *
 * @param who the program
 * @param keytool the words beside a call of keytool; empty without one
 * @param system whether the system's bundle is made anew
 */
record Preparation(String who, Set<String> keytool, boolean system) {
    private static final Set<String> SYSTEM_TOOLS = Set.of("update-ca-certificates", "update-ca-trust");

    static Preparation of(String who, List<String> commandLine) {
        Set<String> words = new HashSet<>();
        Set<String> programs = new HashSet<>();
        for (String written : commandLine) {
            String word = bare(written);
            words.add(word);
            programs.add(word.substring(word.lastIndexOf('/') + 1));
        }
        return new Preparation(
                who,
                programs.contains("keytool") ? words : Set.of(),
                SYSTEM_TOOLS.stream().anyMatch(programs::contains));
    }

    /** The store at a path of the image, if the command writes there. */
    Optional<StorePointer> ofFile(String path) {
        return keytool.contains(path) ? Optional.of(made(path)) : Optional.empty();
    }

    /** The JVM's own store, if the command changes it; the distributions' tools may or may not. */
    Optional<StorePointer> ofJvm() {
        boolean own = keytool.contains("-cacerts") || keytool.stream().anyMatch(OwnStores::isOfJvm);
        return own || system ? Optional.of(made("the JVM's trust store")) : Optional.empty();
    }

    /** The system's store, if the command changes it. */
    Optional<StorePointer> ofSystem() {
        return system ? Optional.of(made("the system's trust store")) : Optional.empty();
    }

    /** A store that comes about when the program starts. */
    StorePointer made(String what) {
        return StorePointer.to(new Place("what " + who + " makes when it starts", what));
    }

    /** Without what ends a command in a shell. */
    private static String bare(String word) {
        int end = word.length();
        while (end > 0 && ";&|)".indexOf(word.charAt(end - 1)) >= 0) {
            end--;
        }
        return word.substring(0, end);
    }
}
