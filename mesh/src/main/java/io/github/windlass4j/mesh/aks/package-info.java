/**
 * The Istio add-on of Azure Kubernetes Service: what it allows, which revisions are in support, how to get to the next one.
 *
 * {@snippet :
 * AksProfile profile = AksProfile.shipped();
 * profile.meshConfig("configSources"); // BLOCKED
 * List<Finding> findings = new AksLint(profile, new AksCluster("1.35", false, List.of("asm-1-29")), day).check(mesh);
 * }
 */
@NullMarked
package io.github.windlass4j.mesh.aks;

import org.jspecify.annotations.NullMarked;
