/**
 * Analyzers over a whole mesh: istioctl's, with its codes, and those for what it does not look at.
 *
 * {@snippet :
 * for (Finding finding : Analyzer.analyze(mesh)) {
 *     System.out.println(finding);
 * }
 * }
 */
@NullMarked
package io.github.windlass4j.mesh.analyze;

import org.jspecify.annotations.NullMarked;
