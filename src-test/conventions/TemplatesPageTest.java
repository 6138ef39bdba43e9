package conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vpnsentinel.alert.Alert;
import vpnsentinel.alert.CommandReply;
import vpnsentinel.dashboard.ErrorPage;
import vpnsentinel.dashboard.LogPage;
import vpnsentinel.dashboard.Page;

/** The tables of data on the page of the templates. */
class TemplatesPageTest {
    private static final Pattern CODE = Pattern.compile("`([\\w.]+)`");
    private static final Pattern TYPE = Pattern.compile("vpnsentinel\\.[\\w.$]+");
    /** What a template makes nothing of. */
    private static final Set<String> OPAQUE = Set.of("Chat", "CommandReply.Command");

    private final conventions.Page page = conventions.Page.of("templates/README.md");

    @Test
    void nameEveryValueWithEveryFieldThatATemplateCanUse() {
        Map<String, Set<String>> data = new TreeMap<>();
        Stream.concat(
                        Arrays.stream(Alert.class.getPermittedSubclasses()),
                        Stream.of(CommandReply.class, Page.class, LogPage.class, ErrorPage.class))
                .forEach(type -> collect(type, data));

        assertThat(documented()).isEqualTo(data);
    }

    /** A value's fields stand in the second cell of its row; the types of fields begin with a capital. */
    private Map<String, Set<String>> documented() {
        return Stream.of("Data of messages", "Data of pages")
                .flatMap(section -> conventions.Page.rows(page.section(section)).stream())
                .collect(Collectors.toMap(row -> row.get(0).replace("`", ""), row -> fields(row.get(1))));
    }

    private static Set<String> fields(String cell) {
        return CODE.matcher(cell)
                .results()
                .map(match -> match.group(1))
                .filter(word -> Character.isLowerCase(word.charAt(0)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void collect(Class<?> type, Map<String, Set<String>> data) {
        String name = type.getName().replaceFirst(".*\\.", "").replace('$', '.');
        if (!type.isRecord() || OPAQUE.contains(name) || data.containsKey(name)) {
            return;
        }
        Set<String> fields = new TreeSet<>();
        data.put(name, fields);
        for (RecordComponent component : type.getRecordComponents()) {
            fields.add(component.getName());
            TYPE.matcher(component.getGenericType().getTypeName())
                    .results()
                    .forEach(match -> collect(type(match.group()), data));
        }
        Arrays.stream(type.getDeclaredMethods())
                .filter(TemplatesPageTest::isWord)
                .map(Method::getName)
                .forEach(fields::add);
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the method is one more field: public, without arguments, and of text or a truth. */
    private static boolean isWord(Method method) {
        return Modifier.isPublic(method.getModifiers())
                && !Modifier.isStatic(method.getModifiers())
                && method.getParameterCount() == 0
                && (method.getReturnType() == String.class || method.getReturnType() == boolean.class)
                && !method.getName().equals("toString");
    }
}
