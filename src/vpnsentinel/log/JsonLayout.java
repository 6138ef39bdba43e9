package vpnsentinel.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** One line for programs that collect logs: a JSON object with {@code time} (UTC), {@code level}, {@code part}, {@code message}. */
public final class JsonLayout extends LayoutBase<ILoggingEvent> {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * The object.
     *
     * @param time ISO 8601, in UTC
     * @param cause what was thrown, left out when nothing was
     */
    private record Line(
            String time,
            String level,
            String part,
            String message,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String cause) {}

    @Override
    public String doLayout(ILoggingEvent event) {
        Line line = new Line(
                event.getInstant().toString(),
                event.getLevel().toString(),
                LogPart.of(event.getLoggerName()),
                LogText.message(event),
                LogText.cause(event));
        try {
            return JSON.writeValueAsString(line) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("cannot write a line of the log as JSON", impossible);
        }
    }
}
