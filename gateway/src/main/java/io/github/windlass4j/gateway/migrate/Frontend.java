package io.github.windlass4j.gateway.migrate;

import io.github.windlass4j.gateway.route.Request;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What serves Ingresses, as far as a comparison needs it.
 *
 * @param decide what becomes of a request
 * @param site name of the server or listener that takes a request, by which losses are told apart; empty where none has one
 * @param samples requests around everything that the Ingresses distinguish
 */
record Frontend(Function<Request, Outcome> decide, Function<Request, String> site, Supplier<List<Request>> samples) {}
