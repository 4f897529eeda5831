package io.github.windlass4j.mesh.observe.scrape;

import java.time.Duration;

/**
 * What a job inherits from {@code global}.
 *
 * @param interval time between two scrapes
 * @param timeout time a scrape may take
 * @param names what a label may be called
 */
record JobDefaults(Duration interval, Duration timeout, ScrapeLimits limits, NameRule names, Prometheus generation) {
    /** Of Prometheus itself (config.DefaultGlobalConfig). */
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    static JobDefaults read(Section global, Prometheus generation) {
        global.allowOnly(ConfigFields.shipped().global());
        Duration interval = orElse(global.duration("scrape_interval"), INTERVAL);
        global.duration("evaluation_interval");
        Duration timeout = global.duration("scrape_timeout");
        if (timeout.compareTo(interval) > 0) {
            throw global.malformed("scrape_timeout", "global scrape timeout greater than scrape interval");
        }
        NameRule names = names(global, generation.names());
        return new JobDefaults(
                interval, orElse(timeout, min(TIMEOUT, interval)), ScrapeLimits.read(global), names, generation);
    }

    static NameRule names(Section section, NameRule inherited) {
        String word = section.text("metric_name_validation_scheme", "");
        if (word.isEmpty()) {
            return inherited;
        }
        return NameRule.named(word)
                .orElseThrow(() ->
                        section.malformed("metric_name_validation_scheme", "\"" + word + "\" (want legacy or utf8)"));
    }

    static Duration orElse(Duration own, Duration inherited) {
        return own.isZero() ? inherited : own;
    }

    static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
