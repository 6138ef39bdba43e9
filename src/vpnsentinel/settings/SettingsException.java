package vpnsentinel.settings;

import java.util.List;
import java.util.stream.Collectors;

/** The settings cannot be used. Carries every problem, so that one start shows all. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public SettingsException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, one entry a setting, in the order of their declaration. */
    public List<Problem> problems() {
        return problems;
    }
}
