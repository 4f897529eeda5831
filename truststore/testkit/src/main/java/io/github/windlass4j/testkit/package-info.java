/**
 * JUnit 5 extension and AssertJ assertions for chains, stores and verdicts.
 *
 * {@snippet :
 * assertThat(store).under(Profile.PRIVATE_PKI).at(instant).forHost("db.example.test").trusts(newChain);
 * }
 */
@NullMarked
package io.github.windlass4j.testkit;

import org.jspecify.annotations.NullMarked;
