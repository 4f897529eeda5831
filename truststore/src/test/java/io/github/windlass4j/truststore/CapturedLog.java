package io.github.windlass4j.truststore;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** The logging of this module's tests: keeps every event, down to DEBUG, for whoever asks what a user would read. */
public final class CapturedLog implements SLF4JServiceProvider {
    private static final List<Event> EVENTS = new CopyOnWriteArrayList<>();

    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter context = new NOPMDCAdapter();

    /**
     * What was logged once.
     *
     * @param logger its name
     * @param text the message with its values, and a throwable with its causes
     */
    public record Event(Level level, String logger, String text) {}

    /** Forgets what was logged so far. */
    public static void clear() {
        EVENTS.clear();
    }

    /** What was logged since, in order. */
    public static List<Event> events() {
        return List.copyOf(EVENTS);
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return Keeping::new;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return context;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public void initialize() {
        // Nothing to prepare.
    }

    private static final class Keeping extends LegacyAbstractLogger {
        private static final long serialVersionUID = 1L;

        Keeping(String name) {
            this.name = name;
        }

        @Override
        protected String getFullyQualifiedCallerName() {
            return Keeping.class.getName();
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level,
                @Nullable Marker marker,
                String pattern,
                @Nullable Object @Nullable [] values,
                @Nullable Throwable thrown) {
            StringBuilder text = new StringBuilder(MessageFormatter.basicArrayFormat(pattern, values));
            for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
                text.append('\n').append(cause);
            }
            EVENTS.add(new Event(level, name, text.toString()));
        }

        @Override
        public boolean isTraceEnabled() {
            return true;
        }

        @Override
        public boolean isDebugEnabled() {
            return true;
        }

        @Override
        public boolean isInfoEnabled() {
            return true;
        }

        @Override
        public boolean isWarnEnabled() {
            return true;
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }
    }
}
