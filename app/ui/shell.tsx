import { type ReactNode, useRef } from "react";
import { Form, href, Link, NavLink } from "react-router";
import { Brand, type BrandName } from "./brand.tsx";
import { formatNumber, initials } from "./format.ts";
import { useHotkey } from "./hotkeys.ts";
import { Icon } from "./icon.tsx";
import { Menu, MenuButton, MenuChoice, MenuLink, MenuRule, MenuTitle } from "./menu.tsx";
import { type Place, places } from "./places.ts";
import { usePageFocus } from "./page-focus.ts";
import { type Scheme, schemes, useScheme } from "./scheme.ts";
import { ToastProvider } from "./toast.tsx";

type ShellProps = {
  user: { name: string; email: string };
  product: { id: string; name: string; demo: boolean };
  /** Every product the user may open. */
  products: { id: string; name: string }[];
  counts?: Partial<Record<Place["key"], number>>;
  /** Only icons in the navigation, for the board and the map. */
  slim?: boolean;
  brand?: BrandName;
  children: ReactNode;
};

/** What surrounds every page of a signed-in user. */
export function Shell({ user, product, products, counts = {}, slim = false, brand, children }: ShellProps) {
  const page = useRef<HTMLElement>(null);
  usePageFocus(page);
  return (
    <ToastProvider>
      <div className={slim ? "app app--slim" : "app"} data-brand={brand}>
        <a className="skip fr-link" href="#contenu">
          Aller au contenu
        </a>
        <header className="topbar">
          <div className="topbar__side">
            <Link className="brand fr-raw-link" to={href("/")}>
              <Brand brand={brand} />
            </Link>
            <ProductSwitcher product={product} products={products} />
          </div>
          <Omnibox />
          <div className="topbar__side topbar__side--end">
            <CreateMenu />
            <AccountMenu user={user} />
          </div>
        </header>
        <nav className="nav" aria-label="Principale">
          {places.map((place) => (
            <NavLink
              key={place.key}
              to={place.to}
              className={place.last ? "nav__item nav__foot fr-raw-link" : "nav__item fr-raw-link"}
              title={place.label}
            >
              <Icon name={place.icon} />
              <span className="nav__label">{place.label}</span>
              {counts[place.key] ? (
                <span className="nav__count">{formatNumber(counts[place.key] ?? 0)}</span>
              ) : null}
            </NavLink>
          ))}
        </nav>
        <main className="page" id="contenu" tabIndex={-1} ref={page}>
          {children}
        </main>
        <BottomBar />
      </div>
    </ToastProvider>
  );
}

function ProductSwitcher({ product, products }: Pick<ShellProps, "product" | "products">) {
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

function Omnibox() {
  const field = useRef<HTMLInputElement>(null);
  const focus = () => field.current?.select();
  useHotkey("/", focus);
  useHotkey("mod+k", focus);
  return (
    <Form className="omnibox" role="search" action={href("/recherche")}>
      <label className="omnibox__label">
        <Icon name="search-line" />
        <span className="fr-sr-only">Rechercher</span>
        <input
          ref={field}
          className="omnibox__field"
          type="search"
          name="q"
          autoComplete="off"
          placeholder="Rechercher une institution, une personne"
          aria-keyshortcuts="/ Control+K"
        />
      </label>
      <kbd className="kbd">Ctrl K</kbd>
    </Form>
  );
}

function CreateMenu() {
  return (
    <Menu
      label="Créer"
      align="end"
      opener={{ className: "fr-btn fr-btn--sm fr-btn--tertiary fr-icon-add-line fr-btn--icon-left" }}
      button="Créer"
    >
      <MenuLink to={href("/institutions/nouvelle")}>
        <Icon name="government-line" /> Une institution
      </MenuLink>
      <MenuLink to={href("/campagnes/nouvelle")}>
        <Icon name="send-plane-line" /> Une campagne
      </MenuLink>
    </Menu>
  );
}

const schemeNames: Record<Scheme, string> = { system: "Comme le système", light: "Clair", dark: "Sombre" };
const schemeIcons = { system: "computer-line", light: "sun-line", dark: "moon-line" } as const;

function AccountMenu({ user }: Pick<ShellProps, "user">) {
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
      <MenuLink to={href("/compte")}>
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

/** The phone's navigation: four places, and « Plus » for the others. */
function BottomBar() {
  const shown = places.filter((place) => place.phone);
  return (
    <nav className="bottombar" aria-label="Principale, téléphone">
      {shown.map((place) => (
        <NavLink key={place.key} to={place.to} className="bottombar__item fr-raw-link">
          <Icon name={place.icon} size="md" />
          {place.label}
        </NavLink>
      ))}
      <Menu
        label="Plus"
        align="end"
        opener={{ className: "bottombar__item" }}
        button={
          <>
            <Icon name="more-fill" size="md" />
            Plus
          </>
        }
      >
        {places
          .filter((place) => !place.phone)
          .map((place) => (
            <MenuLink key={place.key} to={place.to}>
              <Icon name={place.icon} /> {place.label}
            </MenuLink>
          ))}
      </Menu>
    </nav>
  );
}
