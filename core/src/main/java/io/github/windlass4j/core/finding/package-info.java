/** One finding: rule, severity, location, evidence, remedy; the same from every module. */
@NullMarked
package io.github.windlass4j.core.finding;

import org.jspecify.annotations.NullMarked;
