package io.github.windlass4j.core.knowledge;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The values that stand in a document as one text or number. */
final class Scalars {
    /** The text is no value of the type; knows what would have been one. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        private final String wanted;

        Unreadable(String wanted) {
            super(wanted);
            this.wanted = wanted;
        }

        String wanted() {
            return wanted;
        }
    }

    private static final Set<Class<?>> NUMBERS =
            Set.of(int.class, Integer.class, long.class, Long.class, BigDecimal.class, BigInteger.class);

    private Scalars() {}

    static boolean isNumber(Class<?> type) {
        return NUMBERS.contains(type);
    }

    static Object parse(Class<?> type, String text) throws Unreadable {
        if (type == String.class) {
            return text;
        }
        if (type.isEnum()) {
            return constant(type, text);
        }
        try {
            return isNumber(type) ? number(type, text) : moment(type, text);
        } catch (NumberFormatException | ArithmeticException e) {
            throw new Unreadable(
                    type == BigDecimal.class ? "a number" : "a whole number within " + type.getSimpleName());
        } catch (DateTimeException e) {
            throw new Unreadable(type.getSimpleName() + " in ISO 8601 form");
        } catch (URISyntaxException e) {
            throw new Unreadable("a URI");
        }
    }

    private static Object number(Class<?> type, String text) {
        // A huge exponent would make toBigIntegerExact allocate gigabytes.
        BigDecimal exact = new BigDecimal(text);
        if (type == BigDecimal.class) {
            return exact;
        }
        if (type == BigInteger.class) {
            return new BigInteger(text);
        }
        if (type == long.class || type == Long.class) {
            return exact.longValueExact();
        }
        return exact.intValueExact();
    }

    private static Object moment(Class<?> type, String text) throws URISyntaxException {
        if (type == LocalDate.class) {
            return LocalDate.parse(text);
        }
        if (type == Instant.class) {
            return Instant.parse(text);
        }
        if (type == Period.class) {
            return Period.parse(text);
        }
        if (type == Duration.class) {
            return Duration.parse(text);
        }
        if (type == URI.class) {
            return new URI(text);
        }
        throw new IllegalStateException("cannot read a value of type " + type.getName());
    }

    private static Object constant(Class<?> type, String text) throws Unreadable {
        Object[] constants = type.getEnumConstants();
        return Stream.of(constants)
                .filter(c -> ((Enum<?>) c).name().equals(text))
                .findFirst()
                .orElseThrow(() -> new Unreadable("one of "
                        + Stream.of(constants).map(c -> ((Enum<?>) c).name()).collect(Collectors.joining(", "))));
    }
}
