package io.github.windlass4j.mesh.observe.scrape;

import java.time.Duration;

/**
 * What a job inherits from {@code global}.
 *
 * @param interval time between two scrapes
 * @param timeout time a scrape may take
 * @param limits limits of a scrape
 * @param names what a label may be called
 * @param escaping how targets are asked to write names
 */
record JobDefaults(
        Duration interval,
        Duration timeout,
        ScrapeLimits limits,
        NameRule names,
        String escaping,
        Prometheus generation) {
    /** Of Prometheus itself (config.DefaultGlobalConfig). */
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final String VALIDATION = "metric_name_validation_scheme";
    private static final String ESCAPING = "metric_name_escaping_scheme";

    static JobDefaults read(Section global, Prometheus generation) {
        global.check(ConfigFields.shipped().global());
        Duration interval = orElse(global.duration("scrape_interval"), INTERVAL);
        Duration timeout = global.duration("scrape_timeout");
        if (timeout.compareTo(interval) > 0) {
            throw global.malformed("scrape_timeout", "global scrape timeout greater than scrape interval");
        }
        NameRule names = names(global, generation.names());
        global.labels("external_labels", names);
        return new JobDefaults(
                interval,
                orElse(timeout, min(TIMEOUT, interval)),
                ScrapeLimits.read(global),
                names,
                orElse(global.text(ESCAPING, ""), names.escaping()),
                generation);
    }

    static NameRule names(Section section, NameRule inherited) {
        String word = section.text(VALIDATION, "");
        if (word.isEmpty()) {
            return inherited;
        }
        return NameRule.named(word)
                .orElseThrow(() -> section.malformed(VALIDATION, "\"" + word + "\" (want legacy or utf8)"));
    }

    /** A job that names its own rule does not inherit the escaping (config.go, ScrapeConfig.Validate). */
    void checkEscaping(Section job, NameRule own) {
        String inherited = job.text(VALIDATION, "").isEmpty() ? escaping : own.escaping();
        String used = orElse(job.text(ESCAPING, ""), inherited);
        if (!ConfigFields.shipped().escapings().contains(used)) {
            throw job.malformed(
                    ESCAPING,
                    "\"" + used + "\" (want one of " + ConfigFields.shipped().escapings() + ")");
        }
        if (used.equals(NameRule.AS_THEY_ARE) && own != NameRule.UTF8) {
            throw job.malformed(ESCAPING, used + " with names that are not utf8");
        }
    }

    private static String orElse(String own, String inherited) {
        return own.isEmpty() ? inherited : own;
    }

    static Duration orElse(Duration own, Duration inherited) {
        return own.isZero() ? inherited : own;
    }

    static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
