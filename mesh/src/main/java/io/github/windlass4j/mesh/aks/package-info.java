/** The AKS add-on as dated data. */
@NullMarked
package io.github.windlass4j.mesh.aks;

import org.jspecify.annotations.NullMarked;
