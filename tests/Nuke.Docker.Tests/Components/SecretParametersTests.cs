using Nuke.Docker.Components;
using SecretAttribute = Nuke.Common.SecretAttribute;

namespace Nuke.Docker.Tests.Components;

public class SecretParametersTests
{
    [Fact]
    public void EveryMarkedMemberIsFoundWhereverItIsDeclared()
    {
        var secrets = SecretParameters.Of(new Derived());

        Assert.Equal(
            [
                "the parameter Computed: computed",
                "the parameter FromInterface: implemented",
                "the parameter Inherited: inherited",
                "the parameter Replaced: replaced",
                "the parameter Several: one",
                "the parameter Several: two",
                "the parameter Shared: shared",
            ],
            secrets.Select(secret => $"{secret.Name}: {secret.Value}").Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void NothingIsReadThatIsNoSecret() => Assert.Empty(SecretParameters.Of(new object()));

    interface IComponent
    {
        [Secret] string FromInterface => "default";

        [Secret] string Replaced => "default";

        [Secret] string? Missing => null;
    }

    class Base
    {
        [Secret] readonly string Inherited = "inherited";

        public string Ordinary => Inherited + "!";
    }

    sealed class Derived : Base, IComponent
    {
        [Secret] static string Shared => "shared";

        [Secret] readonly string[] Several = ["one", "two"];

        [Secret] readonly int Number = 4711;

        public string Replaced => "replaced";

        [Secret] string Computed => $"{nameof(Computed)}".ToLowerInvariant();

        [Secret] string Failing => throw new InvalidOperationException(Shared + Several[0] + Number);

        string IComponent.FromInterface => "implemented";

        public override string ToString() => Computed + Failing;
    }
}
