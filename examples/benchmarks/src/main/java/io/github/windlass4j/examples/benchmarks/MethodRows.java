package io.github.windlass4j.examples.benchmarks;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The methods of a JMH class by the processor time of the thread that calls them, for a machine that others use too. A class
 * with parameters has one state for each combination of their values, which are enum constants or texts.
 */
final class MethodRows implements ProcessorRows, AutoCloseable {
    /** Nanoseconds that a turn of one method takes at least, once it is known how many calls that needs. */
    private static final double TURN = 2e7;

    private final List<Object> states = new ArrayList<>();
    private final Map<String, Callable<Cost>> operations = new TreeMap<>();

    MethodRows(Class<?> type, List<String> methods) throws Exception {
        List<Field> parameters = Arrays.stream(type.getFields())
                .filter(field -> field.isAnnotationPresent(Param.class))
                .sorted(Comparator.comparing(Field::getName))
                .toList();
        for (List<String> values : combinations(parameters)) {
            Object state = type.getConstructor().newInstance();
            for (int i = 0; i < values.size(); i++) {
                parameters.get(i).set(state, value(parameters.get(i).getType(), values.get(i)));
            }
            states.add(state);
            callAll(state, Setup.class);
            for (String name : methods) {
                Method method = type.getMethod(name);
                OperationsPerInvocation each = method.getAnnotation(OperationsPerInvocation.class);
                operations.put(
                        String.join(", ", values) + "\t" + name,
                        new Turn(state, method, each == null ? 1 : each.value()));
            }
        }
    }

    private static List<List<String>> combinations(List<Field> parameters) {
        List<List<String>> all = List.of(List.of());
        for (Field parameter : parameters) {
            List<List<String>> longer = new ArrayList<>();
            for (List<String> values : all) {
                for (String value : parameter.getAnnotation(Param.class).value()) {
                    List<String> more = new ArrayList<>(values);
                    more.add(value);
                    longer.add(more);
                }
            }
            all = longer;
        }
        return all;
    }

    private static Object value(Class<?> type, String text) {
        if (type == String.class) {
            return text;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> ((Enum<?>) constant).name().equals(text))
                .findFirst()
                .orElseThrow();
    }

    private static void callAll(Object state, Class<? extends Annotation> kind) throws ReflectiveOperationException {
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
        for (Object state : states) {
            callAll(state, TearDown.class);
        }
    }

    /** Calls the method so often that the clock's steps do not matter: twice as often as before while that is too short. */
    private static final class Turn implements Callable<Cost> {
        private final Object state;
        private final Method method;
        private final Callable<Cost> calls;
        private final int operations;
        private int times = 1;
        private Object last = "";

        Turn(Object state, Method method, int operations) {
            this.state = state;
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
