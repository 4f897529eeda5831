package io.github.windlass4j.scan.internal;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.truststore.store.StoreFile;
import io.github.windlass4j.truststore.store.StoreSnapshot;
import io.github.windlass4j.truststore.store.TrustStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a container's command does to keystores, as far as it can be read without running it: {@code keytool -importcert} and
 * copies. Anything else in the script that names the keystore makes its content unknown.
 */
public final class KeytoolScript {
    /** Whatever the script says: that of the content does not differ. */
    private static final char[] PASSWORD = "changeit".toCharArray();

    private static final Pattern COMMAND_END = Pattern.compile("(?<![ \\t])[ \\t]*+(?:&&|\\|\\||;|\\n)\\s*+");
    private static final Pattern BRANCHES = Pattern.compile("(?:^|[;\\n&|]|-c)[ \\t\"']{0,100}+(?:else|elif|case)\\s");
    private static final Pattern COPY = Pattern.compile("(?<![\\w.-])cp(?:\\s++-\\S++)*+\\s++(\\S++)\\s++(\\S++)");

    /** Keystores of one script: own bound; each is looked for in each command that follows. */
    private static final int MAX_KEYSTORES = 100;

    /**
     * How one keystore comes about.
     *
     * @param base what it is copied from; empty if it is made anew
     * @param imported files of which the first certificate is imported, in order
     * @param open commands that name it and are not understood
     */
    public record Made(String base, List<String> imported, List<String> open) {}

    private KeytoolScript() {}

    /** The keystores that the script writes, by path. */
    public static Map<String, Made> read(List<String> commandLine) {
        Map<String, Made> made = new LinkedHashMap<>();
        String script = String.join(" ", commandLine).replace("\\\n", " ");
        if (!script.contains("keytool")) {
            return made;
        }
        for (String command : COMMAND_END.split(script, -1)) {
            if (made.size() > MAX_KEYSTORES) {
                made.values().forEach(how -> how.open.add("one of more than " + MAX_KEYSTORES + " keystores"));
                break;
            }
            Matcher copy = COPY.matcher(command);
            int keytool = command.indexOf("keytool");
            if (copy.find() && keytool < 0) {
                made.put(
                        unquoted(copy.group(2)),
                        new Made(unquoted(copy.group(1)), new ArrayList<>(), new ArrayList<>()));
            } else if (keytool >= 0) {
                keytool(command.substring(keytool), made);
            } else {
                made.forEach((keystore, how) -> {
                    if (command.contains(keystore)) {
                        how.open.add(command.strip());
                    }
                });
            }
        }
        if (BRANCHES.matcher(script).find()) {
            made.values().forEach(how -> how.open.add("one of several branches"));
        }
        made.values().removeIf(how -> how.imported.isEmpty() && how.open.isEmpty());
        return made;
    }

    /** Whether the script changes the JVM's own store by the name that keytool has for it. */
    public static boolean changesOwn(String script) {
        return COMMAND_END
                .splitAsStream(script)
                .anyMatch(command ->
                        command.contains("keytool") && command.contains("-cacerts") && !command.contains("-list"));
    }

    /** What a keystore that keytool makes anew holds. */
    public static StoreSnapshot holding(List<Certificate> imported, String path) {
        byte[] bytes = StoreFile.pkcs12(TrustStore.of("", imported), PASSWORD).bytes();
        return StoreSnapshot.of(TrustStore.read(bytes, path, PASSWORD));
    }

    private static void keytool(String command, Map<String, Made> made) {
        boolean imports = command.contains("-importcert") || command.matches("(?s).*\\s-import(\\s.*)?");
        String keystore = option(command, "(?:dest)?keystore");
        String file = option(command, "file");
        if (keystore.isEmpty() || command.contains("-list")) {
            return;
        }
        Made how = made.computeIfAbsent(keystore, path -> new Made("", new ArrayList<>(), new ArrayList<>()));
        if (imports && !file.isEmpty()) {
            how.imported.add(file);
        } else {
            how.open.add(command.strip());
        }
    }

    private static String option(String command, String name) {
        Matcher option =
                Pattern.compile("-" + name + "\\s+(\"[^\"]*\"|'[^']*'|\\S+)").matcher(command);
        return option.find() ? unquoted(option.group(1)) : "";
    }

    private static String unquoted(String text) {
        return text.replaceAll("^[\"']|[\"']$", "");
    }
}
