/**
 * Pictures of what attaches to what: classes, Gateways, listeners, routes, backends and policies, with what is wrong.
 *
 * {@snippet :
 * Drawing drawing = GatewayDiagram.draw(Attachment.of(set, Controller.named("example.com/controller")));
 * Files.writeString(file, drawing.svg());
 * }
 */
@NullMarked
package io.github.windlass4j.gateway.diagram;

import org.jspecify.annotations.NullMarked;
