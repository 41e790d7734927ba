using System.Reflection;
using Nuke.Common.Utilities;
using Nuke.Common.ValueInjection;

namespace Nuke.Common;

public class ParameterAttribute(string description = null) : ValueInjectionAttributeBase
{
    public virtual string Description { get; } = description;

    public string Name { get; set; }

    public string Separator { get; set; }

    public virtual bool List { get; set; } = true;

    public override object GetValue(MemberInfo member, object instance) =>
        ParameterService.Get(member, member.GetMemberType().GetNullableType());
}

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public class RequiredAttribute : Attribute;

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public class OptionalAttribute : Attribute;

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public class SecretAttribute : Attribute;

[AttributeUsage(AttributeTargets.Interface, AllowMultiple = false, Inherited = false)]
public class ParameterPrefixAttribute(string prefix) : Attribute
{
    public string Prefix { get; } = prefix.TrimEnd("Prefix");
}
