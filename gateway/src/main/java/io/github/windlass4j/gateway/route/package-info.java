/**
 * Where a request goes, by which rule and why; and what a change of manifests does to traffic.
 *
 * {@snippet :
 * RouteSimulator today = RouteSimulator.of(Attachment.of(GatewaySet.of(manifests), controller));
 * RouteDecision decision = today.decide(Request.get("https://shop.example.com/cart").atGateway("infra", "edge"));
 * System.out.println(decision + "\n" + decision.trace());
 * TrafficDifference.between(today, tomorrow).moves().forEach(System.out::println);
 * }
 */
@NullMarked
package io.github.windlass4j.gateway.route;

import org.jspecify.annotations.NullMarked;
