package io.github.windlass4j.house;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/** What text out of any bytes is read as, for the fuzz tests of every module. */
public final class Fuzzed {
    private Fuzzed() {}

    /**
     * The value, or nothing where the reader refuses the text in the way that it promises; whatever else it throws is a finding.
     */
    public static <T> Optional<T> read(
            byte[] input, Class<? extends RuntimeException> refusal, Function<String, T> reader) {
        try {
            return Optional.of(reader.apply(new String(input, StandardCharsets.UTF_8)));
        } catch (RuntimeException e) {
            if (refusal.isInstance(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
