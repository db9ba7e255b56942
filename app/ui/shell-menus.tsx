import { Form, href } from "react-router";
import { askLog } from "#app/interactions/ask-log.ts";
import { initials } from "./format.ts";
import { buttonClass } from "./button.tsx";
import { useHotkey } from "./hotkeys.ts";
import { Icon } from "./icon.tsx";
import { Menu, MenuButton, MenuChoice, MenuLink, MenuRule, MenuTitle } from "./menu.tsx";
import { type Scheme, schemes, useScheme } from "./scheme.ts";

export type User = { name: string; email: string };
export type Product = { id: string; name: string };

/** The open product; a menu where there are several. */
export function ProductSwitcher({
  product,
  products,
}: {
  product: Product & { demo: boolean };
  products: Product[];
}) {
  const demo = product.demo && <span className="role">démo</span>;
  if (products.length < 2) {
    return (
      <span className="switcher">
        <span className="clip">{product.name}</span> {demo}
      </span>
    );
  }
  return (
    <Menu
      label="Changer de produit"
      opener={{ className: "switcher", title: "Changer de produit" }}
      button={
        <>
          <span className="clip">{product.name}</span> {demo}
          <Icon name="arrow-down-s-line" />
        </>
      }
    >
      <MenuTitle>Vos produits</MenuTitle>
      {products.map(({ id, name }) => (
        <Form
          key={id}
          role="none"
          method="post"
          action={href("/produits/:id/ouverture", { id })}
          reloadDocument
        >
          <MenuButton type="submit">
            <span className="fill clip">{name}</span>
            {id === product.id && <span className="small muted">ici</span>}
          </MenuButton>
        </Form>
      ))}
    </Menu>
  );
}

/** By which `C` finds it. */
const CREATE = { "data-create": "" };

/** What can be created from anywhere. */
export function CreateMenu() {
  useHotkey("c", () => {
    const opener = document.querySelector<HTMLElement>("[data-create]");
    opener?.focus();
    opener?.click();
  });
  return (
    <Menu
      label="Créer"
      align="end"
      opener={{ className: buttonClass("tertiary", "add-line"), "aria-keyshortcuts": "C", ...CREATE }}
      button="Créer"
    >
      <MenuLink to={href("/institutions/nouvelle")}>
        <Icon name="government-line" /> Une institution
      </MenuLink>
      <MenuLink to={href("/contacts/nouveau")}>
        <Icon name="user-add-line" /> Un contact
      </MenuLink>
      <MenuLink to={href("/institutions")}>
        <Icon name="layout-column-line" /> Un partenariat
      </MenuLink>
      <MenuLink to={href("/imports/nouveau")}>
        <Icon name="upload-2-line" /> Depuis un fichier
      </MenuLink>
      <MenuLink to={href("/campagnes/nouvelle")}>
        <Icon name="send-plane-line" /> Une campagne
      </MenuLink>
      <MenuRule />
      <MenuButton onClick={() => askLog(null)}>
        <Icon name="edit-line" /> Un échange
      </MenuButton>
      <MenuLink to={href("/imports/nouveau")}>
        <Icon name="upload-2-line" /> Un import
      </MenuLink>
    </Menu>
  );
}

/** The user: account, theme, way out. */
export function AccountMenu({ user }: { user: User }) {
  const [scheme, choose] = useScheme();
  return (
    <Menu
      label="Mon compte"
      align="end"
      opener={{ className: "icon-btn", "aria-label": `${user.name}, mon compte`, title: user.name }}
      button={
        <span className="avatar avatar--me" aria-hidden="true">
          {initials(user.name)}
        </span>
      }
    >
      <MenuTitle>
        <span className="strong">{user.name}</span>
        <br />
        {user.email}
      </MenuTitle>
      <MenuLink to={href("/reglages/compte")}>
        <Icon name="user-line" /> Mon compte
      </MenuLink>
      <MenuRule />
      <div role="group" aria-label="Thème">
        {schemes.map((name) => (
          <MenuChoice key={name} checked={scheme === name} onClick={() => choose(name)}>
            <Icon name={schemeIcons[name]} />
            <span className="fill">{schemeNames[name]}</span>
            {scheme === name && <Icon name="check-line" />}
          </MenuChoice>
        ))}
      </div>
      <MenuRule />
      <Form role="none" method="post" action={href("/deconnexion")}>
        <MenuButton type="submit">
          <Icon name="logout-box-r-line" /> Se déconnecter
        </MenuButton>
      </Form>
    </Menu>
  );
}

const schemeNames: Record<Scheme, string> = { system: "Comme le système", light: "Clair", dark: "Sombre" };
const schemeIcons = { system: "computer-line", light: "sun-line", dark: "moon-line" } as const;
