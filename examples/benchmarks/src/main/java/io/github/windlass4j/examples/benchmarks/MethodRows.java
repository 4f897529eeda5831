package io.github.windlass4j.examples.benchmarks;

import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The methods of a JMH class by the processor time of the thread that calls them, for a machine that others use too. Only for
 * classes without parameters.
 */
final class MethodRows implements ProcessorRows, AutoCloseable {
    /** Nanoseconds that a turn of one method takes at least, once it is known how many calls that needs. */
    private static final double TURN = 2e7;

    private final Object state;
    private final Map<String, Callable<Cost>> operations = new TreeMap<>();

    MethodRows(Class<?> type, List<String> methods) throws Exception {
        if (Stream.of(type.getDeclaredFields()).anyMatch(field -> field.isAnnotationPresent(Param.class))) {
            throw new IllegalArgumentException(type.getSimpleName() + " (want a class without parameters)");
        }
        state = type.getConstructor().newInstance();
        callAll(Setup.class);
        for (String name : methods) {
            Method method = type.getMethod(name);
            OperationsPerInvocation each = method.getAnnotation(OperationsPerInvocation.class);
            operations.put("\t" + name, new Turn(method, each == null ? 1 : each.value()));
        }
    }

    private void callAll(Class<? extends Annotation> kind) throws ReflectiveOperationException {
        for (Method method : state.getClass().getMethods()) {
            if (method.isAnnotationPresent(kind)) {
                method.invoke(state);
            }
        }
    }

    @Override
    public Map<String, Callable<Cost>> operations() {
        return operations;
    }

    @Override
    public void close() throws ReflectiveOperationException {
        callAll(TearDown.class);
    }

    /** Calls the method so often that the clock's steps do not matter: twice as often as before while that is too short. */
    private final class Turn implements Callable<Cost> {
        private final Method method;
        private final Callable<Cost> calls;
        private final int operations;
        private int times = 1;
        private Object last = "";

        Turn(Method method, int operations) {
            this.method = method;
            this.operations = operations;
            this.calls = ThreadCost.of(this::callMany);
        }

        private Object callMany() throws IllegalAccessException, InvocationTargetException {
            for (int i = 0; i < times; i++) {
                last = method.invoke(state);
            }
            return last;
        }

        @Override
        public Cost call() throws Exception {
            Cost cost = calls.call();
            double all = (double) times * operations;
            if (cost.nanos() < TURN) {
                times *= 2;
            }
            return new Cost(cost.nanos() / all, cost.bytes() / all);
        }
    }
}
