package io.github.windlass4j.gateway.build;

/** Puts the rule of a TLSRoute, TCPRoute or UDPRoute together: it has backends and nothing else. */
public final class PlainRuleBuilder extends RuleBuilder<PlainRuleBuilder> {
    PlainRuleBuilder() {}

    @Override
    protected PlainRuleBuilder self() {
        return this;
    }
}
