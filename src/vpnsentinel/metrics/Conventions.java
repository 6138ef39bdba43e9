package vpnsentinel.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import java.util.Locale;
import java.util.Set;
import org.apache.camel.component.micrometer.MicrometerConstants;

/** Names as Prometheus wants them, where a library has others: labels in snake case, base units, no misleading endings. */
final class Conventions extends PrometheusNamingConvention {
    /** To be in force before the first meter is made. */
    static final MeterFilter FILTER = new Filter();

    @Override
    public String tagKey(String key) {
        return super.tagKey(key.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT));
    }

    private static final class Filter implements MeterFilter {
        /** One without a help text, and one in nanoseconds in whose place {@link ProcessFigures} has seconds. */
        private static final Set<String> UNWANTED = Set.of("app.info", "process.cpu.time");

        @Override
        public MeterFilterReply accept(Meter.Id id) {
            return UNWANTED.contains(id.getName()) ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
        }

        /** Without the name of the one context that there is; the end "count" belongs to histograms. */
        @Override
        public Meter.Id map(Meter.Id id) {
            Iterable<Tag> tags = id.getTags().stream()
                    .filter(tag -> !tag.getKey().equals(MicrometerConstants.CAMEL_CONTEXT_TAG))
                    .toList();
            Meter.Id bare = id.replaceTags(tags);
            return bare.getName().equals("system.cpu.count") ? bare.withName("system.cpus") : bare;
        }
    }
}
