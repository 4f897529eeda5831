package io.github.windlass4j.gateway.api;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.View;
import java.time.Duration;
import java.util.Optional;

/**
 * How requests of one session reach one backend (GEP-1619).
 *
 * @param fields the {@code sessionPersistence} field
 */
public record SessionPersistence(Fields fields) implements View {
    static Optional<SessionPersistence> in(Fields rule) {
        return rule.has("sessionPersistence")
                ? Optional.of(new SessionPersistence(rule.child("sessionPersistence")))
                : Optional.empty();
    }

    /**
     * What carries the session.
     *
     * @return Cookie (also when absent) or Header
     */
    public String type() {
        return fields.text("type", "Cookie");
    }

    /**
     * Name of the cookie or header.
     *
     * @return the name; empty when the controller decides
     */
    public Optional<String> sessionName() {
        return fields.text("sessionName");
    }

    /**
     * When the session ends at the latest.
     *
     * @return time from its beginning; empty when the controller decides
     */
    public Optional<Duration> absoluteTimeout() {
        return GatewayDuration.of(fields, "absoluteTimeout");
    }

    /**
     * Whether the cookie outlives the browser.
     *
     * @return true for a permanent cookie
     */
    public boolean isPermanentCookie() {
        return fields.child("cookieConfig").text("lifetimeType", "Session").equals("Permanent");
    }
}
