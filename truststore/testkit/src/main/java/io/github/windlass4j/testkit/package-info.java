/** JUnit 5 extension and AssertJ assertions for chains, stores and verdicts. */
@NullMarked
package io.github.windlass4j.testkit;

import org.jspecify.annotations.NullMarked;
