/** What a control plane knows: the services of a set of manifests, their endpoints, and the rules about them. Not exported. */
@NullMarked
package io.github.windlass4j.mesh.internal.registry;

import org.jspecify.annotations.NullMarked;
