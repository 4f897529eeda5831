/**
 * What to change in a trust store, as one plan, and the plan as everything that people run: keytool scripts, PEM,
 * Kubernetes objects, image lines, commands of other platforms.
 *
 * {@snippet :
 * StorePatch patch = StorePatch.of(rotation.impactOn(client).fix());
 * System.out.print(patch.toPem());
 * System.out.print(KeytoolScript.render(patch));
 * System.out.print(Recipes.shipped().recipe("debian-image").render(patch));
 * }
 */
@NullMarked
package io.github.windlass4j.truststore.patch;

import org.jspecify.annotations.NullMarked;
