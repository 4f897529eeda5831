/** What is wrong with a store, by stable rule. */
@NullMarked
package io.github.windlass4j.truststore.audit;

import org.jspecify.annotations.NullMarked;
