package io.github.windlass4j.gateway.build;

import io.github.windlass4j.gateway.api.GatewayDuration;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Puts a rule of an HTTPRoute together. */
public final class HttpRuleBuilder extends RuleBuilder<HttpRuleBuilder> {
    HttpRuleBuilder() {}

    /**
     * Adds a match: the rule takes requests that fulfil any of its matches.
     *
     * @param changes the conditions
     * @return this builder
     */
    public HttpRuleBuilder match(UnaryOperator<HttpMatchBuilder> changes) {
        return add("matches", made(new HttpMatchBuilder(), changes));
    }

    /**
     * Limits the time of a whole request.
     *
     * @param limit the limit in whole milliseconds, zero for none
     * @return this builder
     * @throws IllegalArgumentException for parts of milliseconds, less than nothing or more than 99,999 hours
     */
    public HttpRuleBuilder timeout(Duration limit) {
        return field("timeouts", Map.of("request", GatewayDuration.text(limit)));
    }

    @Override
    protected HttpRuleBuilder self() {
        return this;
    }
}
