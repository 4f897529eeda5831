package io.github.windlass4j.mesh.build;

import java.math.BigDecimal;
import java.time.Duration;

/** Durations as Istio writes them. */
final class Seconds {
    private Seconds() {}

    static String of(Duration duration) {
        BigDecimal seconds = BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9));
        return seconds.signum() == 0 ? "0s" : seconds.stripTrailingZeros().toPlainString() + "s";
    }
}
