package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.internal.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the YAML of the trust store observatory: names and fingerprints under {@code trusted_certificates}, the rejected ones
 * under {@code blocked_certificates}. It has one fixed layout, so lines are enough and no YAML parser is needed.
 */
final class ObservatoryReader {
    private static final Pattern FINGERPRINT =
            Pattern.compile("\\s*+(?:- )?fingerprint: *'?\"?([0-9a-fA-F]{64})'?\"?\\s*+");
    private static final String TRUSTED = "trusted_certificates:";

    private ObservatoryReader() {}

    static boolean recognizes(String text) {
        return text.contains(TRUSTED) && text.contains("fingerprint:");
    }

    static StoreContent read(StoreSource source, String text) {
        List<String> fingerprints = new ArrayList<>();
        boolean trusted = false;
        for (String line : text.split("\n", -1)) {
            if (!line.isEmpty() && Character.isLetter(line.charAt(0))) {
                trusted = line.startsWith(TRUSTED);
            }
            Matcher matcher = FINGERPRINT.matcher(line);
            if (trusted && matcher.matches()) {
                fingerprints.add(matcher.group(1).toLowerCase(Locale.ROOT));
            }
        }
        Finding finding = StoreRule.FINGERPRINTS_ONLY.at(
                source.location(), Count.of(fingerprints.size(), "trusted certificate") + " named, none in the file");
        return new StoreContent(
                StoreFormat.OBSERVATORY_YAML,
                List.of(),
                List.of(finding),
                0,
                fingerprints,
                FileView.of(source.content()));
    }
}
