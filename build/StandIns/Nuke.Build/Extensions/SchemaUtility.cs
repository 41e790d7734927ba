using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nuke.Common.Utilities;
using Nuke.Common.ValueInjection;

namespace Nuke.Common.Execution;

public class SchemaUtility
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly INukeBuild _build;
    private readonly JsonObject _definitions;

    private SchemaUtility(INukeBuild build)
    {
        _build = build;
        _definitions = new JsonObject
        {
            [nameof(NukeBuild.Host)] = Enumeration(Host.AvailableTypes.Select(x => x.Name).Order()),
            [nameof(ExecutableTarget)] = Enumeration(build.ExecutableTargets.Select(x => x.Name).Order()),
            [nameof(Verbosity)] = Enumeration(Enum.GetNames<Verbosity>(), description: string.Empty),
        };
    }

    public static string GetJsonString(INukeBuild build) => new SchemaUtility(build).Create().ToJsonString(Format);

    private JsonObject Create()
    {
        var parameters = Injection.GetParameterMembers(_build.GetType(), includeUnlisted: true)
            .ToLookup(x => x.DeclaringType == typeof(NukeBuild));
        var own = new JsonObject { ["properties"] = Properties(parameters[true]) };
        var users = Properties(parameters[false]);

        _definitions[nameof(NukeBuild)] = own;
        return new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-04/schema#",
            ["definitions"] = _definitions,
            ["allOf"] = new JsonArray(
                users.Count > 0 ? new JsonObject { ["properties"] = users } : new JsonObject(),
                Reference(nameof(NukeBuild))),
        };
    }

    private JsonObject Properties(IEnumerable<MemberInfo> parameters) =>
        new(parameters.Select(x => KeyValuePair.Create(ParameterService.GetName(x), (JsonNode)Property(x))));

    private JsonObject Property(MemberInfo parameter)
    {
        var type = parameter.GetMemberType();
        var property = new JsonObject();
        var isList = type != typeof(string) && type.IsCollectionLike();
        var item = Item(type.GetScalarType());
        if (isList)
            property["type"] = "array";
        else if (item["type"] is { } itemType)
            property["type"] = Nullable.GetUnderlyingType(type) == null
                ? itemType.DeepClone()
                : new JsonArray("null", itemType.DeepClone());

        if (ParameterService.GetDescription(parameter) is { } description)
            property["description"] = description;
        if (parameter.HasCustomAttribute<SecretAttribute>())
            property["default"] = "Secrets must be entered via 'nuke :secrets [profile]'";

        if (isList)
            property["items"] = item;
        foreach (var name in new[] { "$ref", "format", "enum" }.Where(x => !isList && item.ContainsKey(x)))
            property[name] = item[name].DeepClone();
        return property;
    }

    private JsonObject Item(Type type)
    {
        if (type == typeof(ExecutableTarget) || type == typeof(Host))
            return Reference(type.Name);
        if (type.IsEnum)
        {
            _definitions[type.Name] ??= Enumeration(Enum.GetNames(type), description: string.Empty);
            return Reference(type.Name);
        }

        if (ParameterService.GetValueNames(type) is { } names)
            return Enumeration(names);
        if (type == typeof(bool))
            return new JsonObject { ["type"] = "boolean" };
        if (type == typeof(int) || type == typeof(long))
            return new JsonObject { ["type"] = "integer", ["format"] = type == typeof(int) ? "int32" : "int64" };
        if (type == typeof(double))
            return new JsonObject { ["type"] = "number", ["format"] = "double" };

        return new JsonObject { ["type"] = "string" };
    }

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/definitions/{name}" };

    private static JsonObject Enumeration(IEnumerable<string> names, string description = null)
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (description != null)
            schema["description"] = description;
        schema["enum"] = new JsonArray([.. names.Select(x => JsonValue.Create(x))]);
        return schema;
    }
}
