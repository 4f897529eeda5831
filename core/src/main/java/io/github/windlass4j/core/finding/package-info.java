/**
 * One finding: rule, severity, location, evidence, remedy; the same from every module.
 *
 * {@snippet :
 * new Finding("WL-TS-103", Severity.WARNING, Location.of("trust.jks").entry("dbroot"), "expires in 12 days")
 *         .withRemedy("add the successor before it does");
 * }
 */
@NullMarked
package io.github.windlass4j.core.finding;

import org.jspecify.annotations.NullMarked;
