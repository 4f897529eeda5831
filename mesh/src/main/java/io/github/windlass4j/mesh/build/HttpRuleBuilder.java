package io.github.windlass4j.mesh.build;

import io.github.windlass4j.manifest.build.PartBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Puts a rule for requests together. */
public final class HttpRuleBuilder extends PartBuilder<HttpRuleBuilder> {
    HttpRuleBuilder() {}

    /**
     * Gives the rule a name.
     *
     * @param name seen in logs
     * @return this builder
     */
    public HttpRuleBuilder name(String name) {
        return field("name", name);
    }

    /**
     * Adds a condition; one of them must hold.
     *
     * @param changes what all must hold
     * @return this builder
     */
    public HttpRuleBuilder match(UnaryOperator<HttpConditionBuilder> changes) {
        return add("match", made(new HttpConditionBuilder(), changes));
    }

    /**
     * Adds a destination.
     *
     * @param host service
     * @param port its port
     * @return this builder
     */
    public HttpRuleBuilder to(String host, int port) {
        return to(host, destination -> destination.port(port));
    }

    /**
     * Adds a destination.
     *
     * @param host service
     * @param changes port, subset, weight
     * @return this builder
     */
    public HttpRuleBuilder to(String host, UnaryOperator<DestinationBuilder> changes) {
        return add("route", DestinationBuilder.weighted(host, changes));
    }

    /**
     * Answers with a redirection, instead of any destination.
     *
     * @param authority Host of the new address
     * @param path its path
     * @return this builder
     */
    public HttpRuleBuilder redirect(String authority, String path) {
        return field("redirect", object("authority", authority, "uri", path));
    }

    /**
     * Answers itself, instead of any destination.
     *
     * @param status HTTP status, 200 to 599
     * @return this builder
     */
    public HttpRuleBuilder respond(int status) {
        return field("directResponse", Map.of("status", status));
    }

    /**
     * Gives requests another path, or another beginning of it.
     *
     * @param path the new one
     * @return this builder
     */
    public HttpRuleBuilder rewritePath(String path) {
        return field("rewrite", Map.of("uri", path));
    }

    /**
     * Gives requests another Host.
     *
     * @param authority the new one
     * @return this builder
     */
    public HttpRuleBuilder rewriteAuthority(String authority) {
        return field("rewrite", Map.of("authority", authority));
    }

    /**
     * How long a request may take.
     *
     * @param timeout 1 ms or more
     * @return this builder
     */
    public HttpRuleBuilder timeout(Duration timeout) {
        return field("timeout", Seconds.of(timeout));
    }

    /**
     * Tries again.
     *
     * @param attempts how often, 0 for never
     * @param each how long one may take
     * @param on when, such as {@code 5xx,reset}
     * @return this builder
     */
    public HttpRuleBuilder retries(int attempts, Duration each, String on) {
        return field("retries", object("attempts", attempts, "perTryTimeout", Seconds.of(each), "retryOn", on));
    }

    /**
     * Sends copies.
     *
     * @param host service
     * @param changes port, subset
     * @return this builder
     */
    public HttpRuleBuilder mirror(String host, UnaryOperator<DestinationBuilder> changes) {
        return field("mirror", made(new DestinationBuilder(host), changes));
    }

    /**
     * Leaves it to another VirtualService.
     *
     * @param namespace its namespace
     * @param name its name
     * @return this builder
     */
    public HttpRuleBuilder delegate(String namespace, String name) {
        return field("delegate", object("namespace", namespace, "name", name));
    }

    @Override
    protected HttpRuleBuilder self() {
        return this;
    }
}
