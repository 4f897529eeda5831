/**
 * Database connections and trust stores in the configuration of programs.
 *
 * {@snippet :
 * Configuration file = Configuration.properties(text, new Place("", "application.properties"));
 * ConfigScan.of("billing", file).scan().clients().forEach(System.out::println);
 * }
 */
@NullMarked
package io.github.windlass4j.scan.config;

import org.jspecify.annotations.NullMarked;
