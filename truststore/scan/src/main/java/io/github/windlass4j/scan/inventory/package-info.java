/**
 * Who connects where, with which driver, mode and store, and what could not be resolved; mergeable, and a text of one fact per
 * line.
 *
 * {@snippet :
 * Inventory fleet = Inventory.merged(List.of(clusterOne, clusterTwo, images));
 * fleet.unresolved().forEach(System.out::println);
 * Readiness readiness = Readiness.of(fleet, rotation);
 * }
 */
@NullMarked
package io.github.windlass4j.scan.inventory;

import org.jspecify.annotations.NullMarked;
