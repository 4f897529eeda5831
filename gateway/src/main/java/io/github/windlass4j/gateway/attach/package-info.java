/**
 * What attaches to what, and the conditions that say so: the status that a controller will write, worked out from the
 * manifests alone.
 *
 * {@snippet :
 * Attachment attachment = Attachment.of(set, Controller.named("example.com/controller").accepting("edge"));
 * for (RouteStatus route : attachment.routes()) {
 *     route.parents().forEach(parent -> parent.conditions().forEach(System.out::println));
 * }
 * }
 */
@NullMarked
package io.github.windlass4j.gateway.attach;

import org.jspecify.annotations.NullMarked;
