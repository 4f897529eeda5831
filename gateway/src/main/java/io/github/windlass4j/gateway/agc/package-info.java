/**
 * Application Gateway for Containers: its kinds, its versions and limits as dated data, and a lint that cites its documents.
 *
 * {@snippet :
 * AgcProfile profile = AgcProfile.of("1.11.3").orElseThrow();
 * for (Finding finding : AgcLint.of(profile).check(Manifests.read(yaml, "gateway.yaml")).findings()) {
 *     System.out.println(finding);
 * }
 * }
 */
@NullMarked
package io.github.windlass4j.gateway.agc;

import org.jspecify.annotations.NullMarked;
