/**
 * Facts measured from clients and stores; the only package that knows the rooms below.
 *
 * {@snippet :
 * Facts facts = ClientFacts.of(client, newRoots);
 * }
 */
@NullMarked
package io.github.windlass4j.advisor.facts;

import org.jspecify.annotations.NullMarked;
