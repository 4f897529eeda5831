/**
 * What builders of objects of all kinds have in common.
 *
 * <p>An API's own builders name its kinds and fields and say how an object is judged; a field that none of them names is
 * written with {@link io.github.windlass4j.manifest.build.PartBuilder#field}.
 *
 * {@snippet :
 * try {
 *     builder.label("team", "shop").field("spec", Map.of("replicas", 2));
 * } catch (RefusedObjectException e) {
 *     e.errors().forEach(error -> System.out.println(error.field() + ": " + error.message()));
 * }
 * }
 */
@NullMarked
package io.github.windlass4j.manifest.build;

import org.jspecify.annotations.NullMarked;
