/**
 * Facts measured from what is at hand: clients, trust stores, inventories, manifests of gateways and meshes, health notices.
 *
 * <p>Each fact says where it was seen; what an artefact does not tell stays unknown. Only this package of the advisor knows the
 * other modules.
 *
 * {@snippet :
 * Facts facts = ClientFacts.of(client, newRoots);
 * }
 */
@NullMarked
package io.github.windlass4j.advisor.facts;

import org.jspecify.annotations.NullMarked;
