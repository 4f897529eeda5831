/**
 * What one proxy does with one connection, in the terms of its configuration: listener, filter chain, route, cluster.
 * Modelled on istiod 1.32; nothing is started.
 *
 * {@snippet :
 * ProxySimulator sidecar = ProxySimulator.of(Control.of(mesh, workload -> true), Proxy.sidecar("shop", Map.of("app", "cart")));
 * sidecar.decide(Connection.to("10.0.0.7", 80).http("catalog", "/items")).cluster(); // outbound|80||catalog.shop...
 * }
 */
@NullMarked
package io.github.windlass4j.mesh.proxy;

import org.jspecify.annotations.NullMarked;
