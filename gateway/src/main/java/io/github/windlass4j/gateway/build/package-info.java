/**
 * Fluent builders for the kinds of the Gateway API, which say what the API server would say before it does.
 *
 * {@snippet :
 * HttpRoute route = HttpRouteBuilder.of("store", "shop")
 *         .parent("infra", "edge", parent -> parent.section("https"))
 *         .hostname("shop.example.com")
 *         .rule(rule -> rule.match(match -> match.prefix("/cart")).backend("cart", 8080))
 *         .build();
 * }
 */
@NullMarked
package io.github.windlass4j.gateway.build;

import org.jspecify.annotations.NullMarked;
