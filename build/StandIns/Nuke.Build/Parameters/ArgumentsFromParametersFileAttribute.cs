using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nuke.Common.IO;
using Nuke.Common.Utilities;
using Nuke.Common.ValueInjection;

namespace Nuke.Common.Execution;

/// <summary><c>.nuke/parameters.&lt;profile&gt;.json</c>, the profile named last first, then
/// <c>.nuke/parameters.json</c>.</summary>
public class ArgumentsFromParametersFileAttribute : BuildExtensionAttributeBase, IOnBuildCreated
{
    private const string DefaultProfile = "$default";

    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true
    };

    private readonly Dictionary<string, string> _passwords = [];

    public void OnBuildCreated(IReadOnlyCollection<ExecutableTarget> executableTargets)
    {
        if (!(NukeBuild.RootDirectory / ".nuke").DirectoryExists())
            return;

        var members = Injection.GetParameterMembers(Build.GetType(), includeUnlisted: true);
        ParameterService.Files = (name, type) =>
            Find(name) is var (profile, value) ? Convert(profile, name, value, members, type) : null;
    }

    private static (string Profile, JsonNode Value)? Find(string name)
    {
        foreach (var profile in NukeBuild.LoadedLocalProfiles.Reverse().Append(DefaultProfile))
        {
            var file = NukeBuild.RootDirectory / ".nuke" / FileName(profile);
            if (profile == DefaultProfile && !file.FileExists())
                continue;

            Assert.FileExists(file);
            if (JsonNode.Parse(file.ReadAllText(), documentOptions: Lenient)![name] is { } value)
                return (profile, value);
        }

        return null;
    }

    private object Convert(string profile, string name, JsonNode value, IEnumerable<MemberInfo> members, Type type)
    {
        var member = members.SingleOrDefault(x => ParameterService.GetName(x).EqualsOrdinalIgnoreCase(name));
        if (member != null && typeof(IAbsolutePathHolder).IsAssignableFrom(member.GetMemberType().GetScalarType()))
            return PathConstruction.HasPathRoot(value.ToString())
                ? (AbsolutePath)value.ToString()
                : NukeBuild.RootDirectory / value.ToString();
        if (member != null && member.HasCustomAttribute<SecretAttribute>())
            return EncryptionUtility.Decrypt(value.ToString(), Password(profile), name);

        string[] values = value is JsonArray array ? [.. array.Select(x => x.ToString())] : [value.ToString()];
        return ReflectionUtility.Convert(values, type, booleanDefault: true);
    }

    private string Password(string profile)
    {
        if (_passwords.TryGetValue(profile, out var known))
            return known;

        var name =
            $"PARAMS{(profile == DefaultProfile ? string.Empty : profile.ToUpperInvariant().Replace(".", string.Empty))}KEY";
        return _passwords[profile] = (string)ParameterService.Get(name, typeof(string)) ?? ReadPassword(profile);
    }

    private static string ReadPassword(string profile)
    {
        Host.Information($"Enter password for {FileName(profile)}:");
        var password = string.Empty;
        for (var key = Console.ReadKey(intercept: true);
             key.Key != ConsoleKey.Enter;
             key = Console.ReadKey(intercept: true))
            password += key.KeyChar;
        return password;
    }

    private static string FileName(string profile) =>
        profile == DefaultProfile ? "parameters.json" : $"parameters.{profile}.json";
}
